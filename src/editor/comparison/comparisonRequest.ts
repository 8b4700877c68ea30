import * as v from 'valibot';
import { l10n, Uri } from 'vscode';
import type { ComparedRelations } from '../../core/agreement/readCompared.ts';
import { basenameOf, folderOf } from '../fileNames.ts';

/** What one annotator's files are: a folder, or a file as it is now or as git has it. */
export interface ComparedSide {
  readonly uri: Uri;
  /** The version that git is asked for, such as `HEAD`. */
  readonly ref?: string;
}

/** What is compared; enough to open the comparison again after the window was reloaded. */
export interface ComparisonRequest {
  readonly type: 'folders' | 'files';
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly relations: ComparedRelations;
  /** The third folder, once there is one. */
  readonly gold?: Uri;
}

const uri = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.transform((text) => Uri.parse(text, true)),
);
const side = v.object({ uri, ref: v.optional(v.string()) });
const schema = v.object({
  type: v.picklist(['folders', 'files']),
  a: side,
  b: side,
  relations: v.picklist(['attitudes', 'all']),
  gold: v.optional(uri),
});

/** The request that was stored; `undefined` for nothing and for what another version may have stored. */
export function parseRequest(stored: unknown): ComparisonRequest | undefined {
  const parsed = v.safeParse(schema, stored);
  if (!parsed.success) return undefined;
  const { type, a, b, relations, gold } = parsed.output;
  return { type, a: withRef(a.uri, a.ref), b: withRef(b.uri, b.ref), relations, ...(gold && { gold }) };
}

/** The request as plain values, for the storage of the workspace. */
export function storedRequest({ type, a, b, relations, gold }: ComparisonRequest): unknown {
  const sideOf = ({ uri, ref }: ComparedSide) => ({ uri: uri.toString(), ...(ref && { ref }) });
  return { type, a: sideOf(a), b: sideOf(b), relations, ...(gold && { gold: gold.toString() }) };
}

/** How people call the two annotators: the names of their folders or files, with as much before it as tells them apart. */
export function sideNames({ a, b }: Pick<ComparisonRequest, 'a' | 'b'>): {
  readonly a: string;
  readonly b: string;
} {
  let [nameOfA, nameOfB] = [basenameOf(a.uri), basenameOf(b.uri)];
  if (a.ref || b.ref) return { a: versionName(nameOfA, a.ref), b: versionName(nameOfB, b.ref) };
  let [aboveA, aboveB] = [folderOf(a.uri), folderOf(b.uri)];
  while (nameOfA === nameOfB && (aboveA.path !== '/' || aboveB.path !== '/')) {
    nameOfA = `${basenameOf(aboveA)}/${nameOfA}`;
    nameOfB = `${basenameOf(aboveB)}/${nameOfB}`;
    [aboveA, aboveB] = [folderOf(aboveA), folderOf(aboveB)];
  }
  return { a: nameOfA, b: nameOfB };
}

function versionName(name: string, ref: string | undefined): string {
  return ref ? l10n.t('{0} in the last commit', name) : name;
}

function withRef(uri: Uri, ref: string | undefined): ComparedSide {
  return ref === undefined ? { uri } : { uri, ref };
}
