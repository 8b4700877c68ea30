import { Hover, type HoverProvider, MarkdownString, type Position, type TextDocument } from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import { hoverCommands, hoverText } from './hoverText.ts';
import { rangeOf } from './positions.ts';

/** What is known about the entity under the pointer. */
export class Hovers implements HoverProvider {
  readonly #store: AnnotationStore;

  constructor(store: AnnotationStore) {
    this.#store = store;
  }

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const annotations = this.#store.get(document.uri);
    const mention = annotations?.index.mentionAt(document.offsetAt(position));
    if (!annotations || !mention) return undefined;
    const text = new MarkdownString(hoverText(annotations, mention));
    text.isTrusted = { enabledCommands: hoverCommands };
    return new Hover(text, rangeOf(document, mention.span));
  }
}
