import * as v from 'valibot';
import { FileType, l10n, type TextDocument, Uri, workspace } from 'vscode';
import type { CurrentDocument } from '../currentDocument.ts';
import { UserError } from '../userError.ts';

const uriText = v.pipe(v.string(), v.nonEmpty());

/** Arguments of links and list items that name a mention or an entity. */
export const idArguments = v.tuple([uriText, v.string()]);

/** Arguments that name an attitude by its two ends, subject first. */
export const pairArguments = v.tuple([uriText, v.string(), v.string()]);
/** Arguments that name one mention or several of a document. */
export const mentionsArguments = v.tupleWithRest([uriText, v.string()], v.string());

/** Arguments that name an attitude by its index in the extraction. */
export const attitudeArguments = v.tuple([uriText, v.pipe(v.number(), v.integer())]);

/**
 * The document that a command is meant for: that of its first argument (buttons of an editor give its address),
 * else the current one.
 * @throws UserError when no text is open.
 */
export async function documentFor(current: CurrentDocument, args: readonly unknown[]): Promise<TextDocument> {
  const [first] = args;
  const document = first instanceof Uri ? await workspace.openTextDocument(first) : current.document;
  if (document) return document;
  throw new UserError(
    l10n.t(
      'Open a text first. VS Code does not hand texts of more than 50 MB to extensions; the command “aredit” reads those.',
    ),
  );
}

/** The folder that the first argument names (the explorer gives its address); `undefined` for any other argument. */
export async function folderArgument([first]: readonly unknown[]): Promise<Uri | undefined> {
  if (!(first instanceof Uri)) return undefined;
  const { type } = await workspace.fs.stat(first);
  return type & FileType.Directory ? first : undefined;
}
