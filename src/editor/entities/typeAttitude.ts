import { Disposable, type InputBox, l10n, type TextEditor, window } from 'vscode';
import type { EntityMention, Label } from '../../core/annotations.ts';
import { type AttitudeEntry, readEntry } from '../../core/attitudeEntry.ts';
import { assignLabels } from '../../core/placeLabels.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { spanOf } from '../positions.ts';
import { signName, signs } from '../words.ts';
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
  readonly #box: InputBox;
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
    this.#box = window.createInputBox();
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
    this.#box.prompt = end ? this.#askForSign(end, entry) : this.#askForEnd(entry);
  }

  #askForEnd({ isTurned, label }: AttitudeEntry): string {
    const name = this.#annotations.wordsAt(this.#from.span);
    const direction = isTurned
      ? l10n.t('Whose attitude towards “{0}”?', name)
      : l10n.t('Towards whom does “{0}” hold it?', name);
    const sign = label ? `${signName(label)}. ` : '';
    return `${direction} ${sign}${l10n.t('Type the letters at the mention and + − or 0; < turns it round, Space lists all.')}`;
  }

  #askForSign(end: EntityMention, entry: AttitudeEntry): string {
    const { source, target } = this.#directed(end, entry);
    const [from, to] = [source, target].map(({ span }) => this.#annotations.wordsAt(span));
    return l10n.t(
      '{0} → {1}: + positive, − negative, 0 no attitude; < turns it round.',
      from ?? '',
      to ?? '',
    );
  }
}
