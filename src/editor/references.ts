import {
  DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightProvider,
  Location,
  type Position,
  type Range,
  type ReferenceProvider,
  type TextDocument,
} from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import { rangeOf } from './positions.ts';

/** Find All References, peek and highlights: every mention of the entity at the cursor, inflected forms too. */
export class References implements ReferenceProvider, DocumentHighlightProvider {
  readonly #store: AnnotationStore;

  constructor(store: AnnotationStore) {
    this.#store = store;
  }

  provideReferences(document: TextDocument, position: Position): Location[] | undefined {
    return this.#mentionRanges(document, position)?.map((range) => new Location(document.uri, range));
  }

  provideDocumentHighlights(document: TextDocument, position: Position): DocumentHighlight[] | undefined {
    return this.#mentionRanges(document, position)?.map(
      (range) => new DocumentHighlight(range, DocumentHighlightKind.Read),
    );
  }

  #mentionRanges(document: TextDocument, position: Position): Range[] | undefined {
    const index = this.#store.get(document.uri)?.index;
    const mention = index?.mentionAt(document.offsetAt(position));
    const entity = mention && index?.entityOfMention(mention.id);
    return entity && index?.mentionsOf(entity).map(({ span }) => rangeOf(document, span));
  }
}
