import { commands, Disposable, l10n, window, workspace } from 'vscode';
import { suggestionsOf } from '../../core/review/queue.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { contextKeys } from '../ids.ts';
import { say } from '../say.ts';
import { readSetting, settingsSection } from '../settings.ts';
import type { ShownAnnotations } from '../shownAnnotations.ts';
import type { ReviewSession } from './reviewSession.ts';
import { TypingGuard } from './typingGuard.ts';

/** How long it is said that keys do not type. */
const messageMs = 4000;

/** Tells keys and menus what can be reviewed, and keeps the text while single keys decide. */
export class ReviewContext {
  readonly #shown: ShownAnnotations;
  readonly #current: CurrentDocument;
  readonly #session: ReviewSession;
  readonly #guard = new TypingGuard(() => {
    say(l10n.t('During the review keys decide and do not type; Escape ends it.'), messageMs);
  });
  readonly #subscriptions: Disposable;
  readonly #told = new Map<string, unknown>();

  constructor(shown: ShownAnnotations, current: CurrentDocument, session: ReviewSession) {
    this.#shown = shown;
    this.#current = current;
    this.#session = session;
    this.#subscriptions = Disposable.from(
      this.#guard,
      shown.onDidChange(() => this.#tellWhatThereIs()),
      current.onDidChange(() => this.#tellOrder()),
      session.onDidChange(() => this.#tellMode()),
      window.onDidChangeActiveTextEditor(() => this.#tellMode()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingsSection}.reviewOrder`)) this.#tellOrder();
      }),
    );
    this.#tellOrder();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #tellWhatThereIs(): void {
    const annotations = this.#shown.annotations;
    const remaining = annotations ? suggestionsOf(annotations.extraction).length : 0;
    const reviewed = annotations?.review.attitudes.size ?? 0;
    this.#tell(contextKeys.hasSuggestions, remaining > 0);
    this.#tell(contextKeys.hasReviewed, reviewed > 0);
    this.#tell(contextKeys.canUndoReview, annotations?.undoTitle !== undefined);
    this.#tell(contextKeys.canRedoReview, annotations?.redoTitle !== undefined);
  }

  #tellOrder(): void {
    this.#tell(contextKeys.reviewOrder, readSetting('reviewOrder', this.#current.document));
  }

  #tellMode(): void {
    const uri = window.activeTextEditor?.document.uri;
    const isOn = uri !== undefined && this.#session.isOn(uri);
    this.#guard.keep(isOn);
    this.#tell(contextKeys.reviewMode, isOn);
  }

  #tell(key: string, value: unknown): void {
    if (this.#told.get(key) === value) return;
    this.#told.set(key, value);
    void commands.executeCommand('setContext', key, value);
  }
}
