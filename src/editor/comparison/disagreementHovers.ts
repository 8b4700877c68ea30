import { type Disposable, Hover, languages, MarkdownString, type Position, type TextDocument } from 'vscode';
import { rangeOf } from '../positions.ts';
import type { ComparedEntry } from './comparedEntry.ts';
import type { Comparison, FoundDisagreement } from './comparison.ts';
import type { Comparisons } from './comparisons.ts';
import { disagreementHover, disagreementHoverCommands } from './disagreementHover.ts';
import { badges } from './disagreementText.ts';
import { type PlaceInEditor, placesInEditor } from './placeInEditor.ts';

/** So many disagreements of one place are told of; the list has them all. */
const toldAtOnce = 4;

/** What the annotators say of the place under the pointer, and what can be done about it. */
export class DisagreementHovers {
  readonly #comparisons: Comparisons;
  readonly #subscription: Disposable;
  #registered: Disposable | undefined;

  constructor(comparisons: Comparisons) {
    this.#comparisons = comparisons;
    this.#subscription = comparisons.onDidChange(() => this.#register());
    this.#register();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#registered?.dispose();
  }

  /** An editor without a comparison works as if there were none. */
  #register(): void {
    if (this.#comparisons.comparison) {
      this.#registered ??= languages.registerHoverProvider('*', {
        provideHover: (document, position) => this.#hover(document, position),
      });
      return;
    }
    this.#registered?.dispose();
    this.#registered = undefined;
  }

  #hover(document: TextDocument, position: Position): Hover | undefined {
    const { comparison } = this.#comparisons;
    const entry = comparison?.entryAt(document.uri);
    if (!comparison || !entry) return undefined;
    const place = placesInEditor(document, entry.document.text);
    const found = disagreementsAt(comparison, entry, place, document.offsetAt(position));
    const [first] = found;
    const span = first && place(first.disagreement.span);
    if (!span) return undefined;
    const texts = found.slice(0, toldAtOnce).map((each) => disagreementHover(comparison, each));
    const text = new MarkdownString(texts.join('\n\n---\n\n'), true);
    text.isTrusted = { enabledCommands: disagreementHoverCommands };
    return new Hover(text, rangeOf(document, span));
  }
}

/** The disagreements at an offset of the editor, the one that is looked at first. */
function disagreementsAt(
  comparison: Comparison,
  entry: ComparedEntry,
  place: PlaceInEditor,
  offset: number,
): readonly FoundDisagreement[] {
  const isHere = ({ disagreement }: FoundDisagreement) =>
    (['a', 'b'] as const).some((side) =>
      badges(disagreement, side).some(({ pieces }) =>
        pieces.some((piece) => {
          const span = place(piece);
          return span && span.start <= offset && offset <= span.end;
        }),
      ),
    );
  const current = comparison.current?.disagreement;
  const rank = ({ disagreement }: FoundDisagreement) => Number(disagreement !== current);
  return comparison
    .shown(entry)
    .filter(isHere)
    .sort((a, b) => rank(a) - rank(b));
}
