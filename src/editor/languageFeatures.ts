import { Disposable, languages, workspace } from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import { CodeActions } from './codeActions.ts';
import { Hovers } from './hovers.ts';
import { InlayHints } from './inlayHints.ts';
import { References } from './references.ts';
import { Symbols } from './symbols.ts';

/**
 * Hovers, references, outline and so on, for every language of which a document has annotations.
 * Nothing is registered before that: an editor without annotations works as if the extension were not there.
 */
export class LanguageFeatures {
  readonly #store: AnnotationStore;
  readonly #inlayHints: InlayHints;
  readonly #languages = new Set<string>();
  readonly #disposables: Disposable[] = [];

  constructor(store: AnnotationStore) {
    this.#store = store;
    this.#inlayHints = new InlayHints(store);
    this.#disposables.push(
      this.#inlayHints,
      store.onDidChangeAnnotations((uri) => {
        const document = workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
        if (document) this.#register(document.languageId);
      }),
    );
  }

  dispose(): void {
    Disposable.from(...this.#disposables).dispose();
  }

  #register(language: string): void {
    if (this.#languages.has(language)) return;
    this.#languages.add(language);
    const references = new References(this.#store);
    this.#disposables.push(
      languages.registerHoverProvider({ language }, new Hovers(this.#store)),
      languages.registerReferenceProvider({ language }, references),
      languages.registerDocumentHighlightProvider({ language }, references),
      languages.registerDocumentSymbolProvider({ language }, new Symbols(this.#store)),
      languages.registerCodeActionsProvider({ language }, new CodeActions(this.#store), {
        providedCodeActionKinds: [CodeActions.kind],
      }),
      languages.registerInlayHintsProvider({ language }, this.#inlayHints),
    );
  }
}
