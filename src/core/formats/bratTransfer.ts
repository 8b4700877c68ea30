import { mapSpan, mapTexts, toEditorText } from '../textMapping.ts';
import { type BratDocument, parseBrat } from './brat.ts';
import { moveMentions } from './bratEdit.ts';
import { parseOrigin } from './bratOrigin.ts';

/**
 * The `.ann` file for another copy of its text, which may have other line ends and a byte order mark or none: offsets
 * count both. The same document where the two copies are equal.
 * @returns undefined when the copies differ in more than that
 */
export function transferBrat(document: BratDocument, text: string): BratDocument | undefined {
  if (document.text === text) return document;
  const shown = toEditorText(document.text, '\n');
  const [from, to] = [mapTexts(document.text, shown), mapTexts(text, shown)];
  if (from === undefined || to === undefined) return undefined;
  const translate = (offset: number) => to.toDisk(from.toEditor(offset));
  return moveMentions(document, text, (span) => mapSpan(span, translate));
}

/** Whether nobody but a model wrote what stands in an `.ann` file, so that nothing is lost when it is replaced. */
export function isModelOnly(annText: string, documentText: string): boolean {
  const { lines } = parseBrat(annText, documentText);
  const annotations = lines.map(({ annotation }) => annotation);
  const byModel = new Set(
    annotations.flatMap((each) =>
      each?.type === 'note' && parseOrigin(each.text)?.by === 'model' ? [each.id, each.target] : [],
    ),
  );
  return annotations.every((each) => each !== undefined && 'id' in each && byModel.has(each.id));
}
