import type { TextDocument } from 'vscode';
import type { Span } from '../../core/span.ts';
import { editBetween, shiftSpan } from '../../core/textEdit.ts';
import { mapSpan, mapTexts } from '../../core/textMapping.ts';
import { savedText } from '../textFiles.ts';

/** Where a span of the text that was compared stands in the editor; `undefined` when nothing of it is left. */
export type PlaceInEditor = (span: Span) => Span | undefined;

/** Finds places of `diskText` in a document that may have other line ends and was perhaps edited since. */
export function placesInEditor(document: TextDocument, diskText: string): PlaceInEditor {
  const saved = savedText(document, diskText);
  const mapping = mapTexts(diskText, saved);
  if (!mapping) throw new Error('A text and what an editor makes of it differ in more than line ends.');
  const edit = editBetween(saved, document.getText());
  return (span) => {
    const place = mapSpan(span, mapping.toEditor);
    return edit ? shiftSpan(place, edit) : place;
  };
}
