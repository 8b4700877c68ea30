import { Disposable, languages, type TextDocument, workspace } from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import { CodeActions } from './codeActions.ts';
import { EntityCodeActions } from './entities/entityCodeActions.ts';
import { Hovers } from './hovers.ts';
import { InlayHints } from './inlayHints.ts';
import { References } from './references.ts';
import { Symbols } from './symbols.ts';

/** How long changes of annotations are gathered before the outline is made anew. */
const outlineDelayMs = 200;

/**
 * Hovers, references, outline and so on, for every language of which a document has annotations.
 * Nothing is registered before that: an editor without annotations works as if the extension were not there.
 */
export class LanguageFeatures {
  readonly #store: AnnotationStore;
  readonly #inlayHints: InlayHints;
  readonly #languages = new Set<string>();
  readonly #disposables: Disposable[] = [];
  readonly #symbols = new Map<string, Disposable>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** Of the annotations of each document, when they last changed. */
  readonly #versions = new WeakMap<TextDocument, number>();

  constructor(store: AnnotationStore) {
    this.#store = store;
    this.#inlayHints = new InlayHints(store);
    this.#disposables.push(
      this.#inlayHints,
      store.onDidChangeAnnotations((uri) => {
        const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
        if (!document) return;
        this.#register(document.languageId);
        const before = this.#versions.get(document);
        const version = store.get(uri)?.version;
        if (version === undefined) {
          this.#versions.delete(document);
          this.#renewSymbols(document.languageId);
          return;
        }
        this.#versions.set(document, version);
        // After an edit VS Code asks by itself.
        const isEdit = before !== undefined && before !== version;
        if (!isEdit) this.#renewSymbolsSoon(document.languageId);
      }),
    );
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    Disposable.from(...this.#disposables, ...this.#symbols.values()).dispose();
  }

  /**
   * VS Code asks for symbols once for each version of a document and remembers that there were none;
   * only a new provider makes it ask again after an extraction, which changes no document.
   */
  #renewSymbolsSoon(language: string): void {
    if (this.#waiting.has(language)) return;
    this.#waiting.set(
      language,
      setTimeout(() => this.#renewSymbols(language), outlineDelayMs),
    );
  }

  #renewSymbols(language: string): void {
    clearTimeout(this.#waiting.get(language));
    this.#waiting.delete(language);
    this.#symbols.get(language)?.dispose();
    const symbols = new Symbols(this.#store);
    this.#symbols.set(language, languages.registerDocumentSymbolProvider({ language }, symbols));
  }

  #register(language: string): void {
    if (this.#languages.has(language)) return;
    this.#languages.add(language);
    const references = new References(this.#store);
    this.#disposables.push(
      languages.registerHoverProvider({ language }, new Hovers(this.#store)),
      languages.registerReferenceProvider({ language }, references),
      languages.registerDocumentHighlightProvider({ language }, references),
      languages.registerCodeActionsProvider({ language }, new CodeActions(this.#store), {
        providedCodeActionKinds: [CodeActions.kind],
      }),
      languages.registerCodeActionsProvider({ language }, new EntityCodeActions(this.#store), {
        providedCodeActionKinds: [CodeActions.kind],
      }),
      languages.registerInlayHintsProvider({ language }, this.#inlayHints),
    );
  }
}
