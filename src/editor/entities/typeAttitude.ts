import { Disposable, l10n, type QuickPick, type QuickPickItem, type TextEditor, window } from 'vscode';
import type { EntityMention, Label } from '../../core/annotations.ts';
import { type AttitudeEntry, readEntry } from '../../core/attitudeEntry.ts';
import { assignLabels } from '../../core/placeLabels.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { spanOf } from '../positions.ts';
import { signs } from '../words.ts';
import { otherEndsInSight } from './otherEnds.ts';
import { PlaceLabels } from './placeLabels.ts';

/** An attitude as a person put it in. */
export interface EnteredAttitude {
  readonly source: EntityMention;
  readonly target: EntityMention;
  readonly label: Label;
}

/**
 * Shows letters over the mentions in sight and reads the other end and the sign of an attitude of `from`.
 * `list` if the person would rather choose from a list, or nothing is in sight; `undefined` if not at all.
 */
export function typeAttitude(
  editor: TextEditor,
  annotations: DocumentAnnotations,
  from: EntityMention,
): Promise<EnteredAttitude | 'list' | undefined> {
  const entering = new Entering(editor, annotations, from);
  return entering.answer.finally(() => entering.dispose());
}

/** From the moment when the letters appear until they go. */
class Entering {
  readonly #editor: TextEditor;
  readonly #annotations: DocumentAnnotations;
  readonly #from: EntityMention;
  readonly #letters: PlaceLabels;
  /** A pick with a single item, which says what was typed so far; screen readers tell when it changes. */
  readonly #box: QuickPick<QuickPickItem>;
  readonly #subscriptions: Disposable;
  #ends: readonly EntityMention[] = [];
  #labels: readonly string[] = [];
  /** What was typed so far and makes sense. */
  #typed = '';
  #answer: (answer: EnteredAttitude | 'list' | undefined) => void = () => undefined;

  readonly answer: Promise<EnteredAttitude | 'list' | undefined>;

  constructor(editor: TextEditor, annotations: DocumentAnnotations, from: EntityMention) {
    this.#editor = editor;
    this.#annotations = annotations;
    this.#from = from;
    this.answer = new Promise((resolve) => {
      this.#answer = resolve;
    });
    this.#letters = new PlaceLabels(editor);
    this.#box = window.createQuickPick();
    this.#box.placeholder = l10n.t(
      'Letters at the other end; + − 0 for the sign; < turns it round; Space lists all',
    );
    this.#subscriptions = Disposable.from(
      this.#letters,
      this.#box,
      this.#box.onDidChangeValue((value) => this.#read(value)),
      this.#box.onDidAccept(() => {
        if (readEntry(this.#typed, this.#labels).choice === undefined) this.#answer('list');
      }),
      this.#box.onDidHide(() => this.#answer(undefined)),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        // Letters that are being typed must stay where they are.
        if (textEditor === editor && readEntry(this.#typed, this.#labels).letters === '') this.#label();
      }),
    );
    this.#label();
    if (this.#ends.length === 0) this.#answer('list');
    else this.#box.show();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #label(): void {
    const { document, visibleRanges } = this.#editor;
    const visible = visibleRanges.map((range) => spanOf(document, range));
    this.#ends = otherEndsInSight(this.#annotations, this.#from, visible);
    this.#labels = assignLabels(this.#ends.length);
    this.#show(readEntry(this.#typed, this.#labels));
  }

  #read(value: string): void {
    const entry = readEntry(value, this.#labels);
    if (entry.wantsList) {
      this.#answer('list');
      return;
    }
    if (entry.isAstray) {
      this.#box.value = this.#typed;
      return;
    }
    this.#typed = value;
    const end = this.#ends[entry.choice ?? -1];
    if (end && entry.label) this.#answer({ ...this.#directed(end, entry), label: entry.label });
    else this.#show(entry);
  }

  #directed(end: EntityMention, { isTurned }: AttitudeEntry): Omit<EnteredAttitude, 'label'> {
    return isTurned ? { source: end, target: this.#from } : { source: this.#from, target: end };
  }

  #show(entry: AttitudeEntry): void {
    const { letters, isTurned, label } = entry;
    const ends = this.#ends.flatMap(({ span }, index) => {
      const text = this.#labels[index] ?? '';
      return text.startsWith(letters)
        ? [{ offset: span.start, text: text.slice(letters.length) || '●' }]
        : [];
    });
    const sign = label ? signs[label] : '';
    this.#letters.show([{ offset: this.#from.span.start, text: (isTurned ? '←' : '→') + sign }, ...ends]);
    const end = this.#ends[entry.choice ?? -1];
    this.#box.items = [this.#itemFor(end, entry)];
  }

  /** `Россия → … −`: what there is of the attitude, and what is still to come. */
  #itemFor(end: EntityMention | undefined, { isTurned, label }: AttitudeEntry): QuickPickItem {
    const [from, to] = [this.#from, end].map((mention) =>
      mention ? this.#annotations.wordsAt(mention.span) : '…',
    );
    const ends = isTurned ? `${to} → ${from}` : `${from} → ${to}`;
    return {
      label: label ? `${ends} ${signs[label]}` : ends,
      description: end
        ? l10n.t('+ positive, − negative, 0 no attitude')
        : l10n.t('type the letters at the mention'),
      // Whatever is typed is no filter.
      alwaysShow: true,
    };
  }
}
