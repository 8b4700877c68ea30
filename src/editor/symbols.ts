import { DocumentSymbol, type DocumentSymbolProvider, SymbolKind, type TextDocument } from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import { type OutlineEntry, outlineOf } from './outline.ts';
import { rangeOf } from './positions.ts';

const kinds: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  stretch: SymbolKind.Array,
  sentence: SymbolKind.String,
  mention: SymbolKind.Class,
  attitude: SymbolKind.Event,
};

/** Outline, breadcrumbs and Go to Symbol. */
export class Symbols implements DocumentSymbolProvider {
  readonly #store: AnnotationStore;

  constructor(store: AnnotationStore) {
    this.#store = store;
  }

  provideDocumentSymbols(document: TextDocument): DocumentSymbol[] | undefined {
    const annotations = this.#store.get(document.uri);
    if (annotations?.version !== document.version) return undefined;
    return outlineOf(annotations).map((entry) => toSymbol(document, entry));
  }
}

function toSymbol(document: TextDocument, entry: OutlineEntry): DocumentSymbol {
  const symbol = new DocumentSymbol(
    entry.name,
    entry.detail,
    kinds[entry.kind],
    rangeOf(document, entry.span),
    rangeOf(document, entry.selection),
  );
  symbol.children = entry.children.map((child) => toSymbol(document, child));
  return symbol;
}
