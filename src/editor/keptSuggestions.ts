import { Disposable, type TextDocument, type Uri, workspace } from 'vscode';
import type { Extraction } from '../core/annotations.ts';
import { placeKey } from '../core/review/placeKey.ts';
import type { Review } from '../core/review/review.ts';
import type { AnnotationStore } from './annotationStore.ts';
import { describeKnownError } from './describeError.ts';
import type { DocumentAnnotations, SuggestionValues } from './documentAnnotations.ts';
import type { PrepareRequest } from './extractionRunner.ts';
import type { Log } from './log.ts';
import type { CachedSuggestions, SuggestionCache } from './suggestionCache.ts';
import { suggestionKey } from './suggestionKey.ts';

/** Keeps finished extractions over the end of VS Code: an opened text shows what was suggested for it before. */
export class KeptSuggestions {
  readonly #store: AnnotationStore;
  readonly #cache: SuggestionCache;
  readonly #prepare: PrepareRequest<TextDocument>;
  readonly #log: Log;
  /** What the cache has of each document already. */
  readonly #kept = new Map<string, Extraction>();
  readonly #subscriptions: Disposable;

  constructor(
    store: AnnotationStore,
    cache: SuggestionCache,
    prepare: PrepareRequest<TextDocument>,
    log: Log,
  ) {
    this.#store = store;
    this.#cache = cache;
    this.#prepare = prepare;
    this.#log = log;
    this.#subscriptions = Disposable.from(
      workspace.onDidOpenTextDocument((document) => void this.#show(document)),
      // What was moved by edits belongs to another text now.
      workspace.onDidSaveTextDocument((document) => void this.#keep(document)),
      store.onDidChangeAnnotations((uri) => this.#keepNew(uri)),
    );
    for (const document of workspace.textDocuments) void this.#show(document);
  }

  /**
   * Shows what was suggested for the document before, unless suggestions are shown already.
   * @returns whether all of the document was read before just as it would be read now
   */
  async restore(document: TextDocument): Promise<boolean> {
    const { uri, version } = document;
    const key = await this.#keyFor(document);
    const kept = key === undefined ? undefined : await this.#cache.get(key);
    const text = document.getText();
    const view = kept && (await this.#store.prepare(uri, suggestionsOf(kept, text)));
    const known = this.#store.known(uri);
    if (!kept || document.isClosed || document.version !== version || !fits(kept, known)) return false;
    if (!known?.suggested) {
      this.#kept.set(uri.toString(), kept.extraction);
      this.#store.set({ uri, version, ...suggestionsOf(kept, text) }, view);
    }
    return kept.range === undefined;
  }

  /** Forgets what was suggested for the document. */
  async forget(document: TextDocument): Promise<void> {
    this.#kept.delete(document.uri.toString());
    const key = await this.#keyFor(document);
    if (key !== undefined) await this.#cache.remove(key);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #show(document: TextDocument): Promise<void> {
    if (document.languageId === 'plaintext') await this.restore(document);
  }

  #keepNew(uri: Uri): void {
    const key = uri.toString();
    const known = this.#store.known(uri);
    if (!known?.suggested) {
      this.#kept.delete(key);
      return;
    }
    const isNew = known.suggested === known.asRead?.suggested && known.suggested !== this.#kept.get(key);
    if (!isNew || known.completeness !== 'complete') return;
    const document = workspace.textDocuments.find((each) => each.uri.toString() === key);
    if (document) void this.#keep(document);
  }

  async #keep(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    const known = this.#store.known(document.uri);
    const { suggested, groupedBy, models, timings, completeness, range } = known ?? {};
    if (!suggested || !models || !timings || completeness !== 'complete') return;
    if (this.#kept.get(key) === suggested || known?.text !== document.getText()) return;
    this.#kept.set(key, suggested);
    const name = await this.#keyFor(document);
    // Edited meanwhile: saving the text will bring it here again.
    if (name === undefined || known.text !== document.getText()) return;
    await this.#cache.put(name, { extraction: suggested, groupedBy, range, models, timings });
  }

  /** `undefined` when an extraction could not even be asked for. */
  async #keyFor(document: TextDocument): Promise<string | undefined> {
    try {
      const text = document.getText();
      const { settings } = await this.#prepare(document);
      const review = this.#store.known(document.uri)?.review;
      return await suggestionKey(text, settings, review);
    } catch (error) {
      // An extraction will say so; here nobody has asked for one.
      if (!describeKnownError(error)) this.#log.error('Kept suggestions could not be looked for.', error);
      return undefined;
    }
  }
}

/** What was kept, as the store takes it. */
function suggestionsOf(
  { extraction: suggested, groupedBy, range, models, timings }: CachedSuggestions,
  text: string,
): SuggestionValues & { readonly text: string } {
  const asRead = { text, suggested, range };
  return { text, completeness: 'complete', suggested, groupedBy, range, models, timings, asRead };
}

/**
 * Whether the annotations that the extraction went by are those of today: all still stand, or were removed by a person
 * in the review. Others may have changed the file meanwhile.
 */
function fits({ extraction }: CachedSuggestions, known: DocumentAnnotations | undefined): boolean {
  const review: Review | undefined = known?.review;
  const places = new Set([...(review?.mentions.values() ?? [])].map(placeKey));
  return extraction.mentions.every(
    (mention) =>
      mention.probability !== undefined ||
      places.has(placeKey(mention)) ||
      (review?.seenIds.has(mention.id) && !review.mentions.has(mention.id)),
  );
}
