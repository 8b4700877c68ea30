import { type Uri, workspace } from 'vscode';
import { ownTypes } from '../../core/formats/bratConfig.ts';
import { bratEntityTypes } from '../../core/formats/bratEntityTypes.ts';
import { folderOf } from '../fileNames.ts';
import { decodeUtf8, readFileAbove } from '../textFiles.ts';

/** Types to choose from, by where they come from; each stands in the first list that has it. */
export interface OfferedTypes {
  /** Declared in the `annotation.conf` that brat would read for the document, in its order. */
  readonly declared: readonly string[];
  /** Those that our models know. */
  readonly own: readonly string[];
  /** Of mentions in the document. */
  readonly used: readonly string[];
}

/** What there is to choose from. */
export function listTypes(declared: readonly string[], used: Iterable<string>): OfferedTypes {
  const own = ownTypes.filter((type) => !declared.includes(type));
  const others = [...new Set(used)].filter((type) => !declared.includes(type) && !own.includes(type));
  return { declared, own, used: others.sort() };
}

/** The types that the configuration of the document's brat collection declares; none where there is none. */
export async function declaredTypes(document: Uri): Promise<readonly string[]> {
  if (document.scheme === 'untitled') return [];
  const root = workspace.getWorkspaceFolder(document)?.uri;
  const bytes = await readFileAbove(folderOf(document), root, 'annotation.conf');
  const text = bytes && decodeUtf8(bytes);
  return text === undefined ? [] : bratEntityTypes(text);
}
