import { l10n, type TextDocument } from 'vscode';
import type { EntityMention } from '../core/annotations.ts';
import { parseBrat } from '../core/formats/brat.ts';
import { bratMentions } from '../core/formats/bratAttitudes.ts';
import type { Problem } from '../core/problem.ts';
import { shiftMentions } from '../core/shiftExtraction.ts';
import { editBetween } from '../core/textEdit.ts';
import { mapSpan, mapTexts } from '../core/textMapping.ts';
import { basenameOf, besides } from './fileNames.ts';
import { decodeUtf8, readFileIfThere, savedText } from './textFiles.ts';

/** Mentions that a file gives, and what of the file could not be used. */
export interface AnnMentions {
  readonly mentions: readonly EntityMention[];
  readonly problems: readonly Problem[];
}

/** Mentions of the `.ann` file beside the document, in the editor's text; `undefined` if there is no such file. */
export async function readAnnMentions(document: TextDocument): Promise<AnnMentions | undefined> {
  if (document.isUntitled) return undefined;
  const annUri = besides(document.uri, '.ann');
  const [annBytes, textBytes] = await Promise.all([readFileIfThere(annUri), readFileIfThere(document.uri)]);
  if (!annBytes || !textBytes) return undefined;
  const annText = decodeUtf8(annBytes);
  const diskText = decodeUtf8(textBytes);
  const name = basenameOf(annUri);
  if (annText === undefined || diskText === undefined) {
    const message = l10n.t('{0} or its text is not UTF-8; the file was not used.', name);
    return { mentions: [], problems: [{ message }] };
  }
  const brat = parseBrat(annText, diskText);
  const problems = brat.problems.map(({ message, line }) => ({
    message: l10n.t('{0}, line {1}: {2}', name, line, message),
    line,
  }));
  return { mentions: toEditorMentions(bratMentions(brat), diskText, document), problems };
}

/** From the file on disk to the text in the editor, which may have other line ends and unsaved changes. */
function toEditorMentions(
  mentions: readonly EntityMention[],
  diskText: string,
  document: TextDocument,
): readonly EntityMention[] {
  const saved = savedText(document, diskText);
  const mapping = mapTexts(diskText, saved);
  if (!mapping) throw new Error('A text and what an editor makes of it differ in more than line ends.');
  const inSaved = mentions.map((mention) => ({
    ...mention,
    span: mapSpan(mention.span, mapping.toEditor),
    ...(mention.fragments && {
      fragments: mention.fragments.map((fragment) => mapSpan(fragment, mapping.toEditor)),
    }),
  }));
  const unsaved = editBetween(saved, document.getText());
  return unsaved ? shiftMentions(inSaved, [unsaved]) : inSaved;
}
