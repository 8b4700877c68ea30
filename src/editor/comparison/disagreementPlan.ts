import { overlaps, type Span } from '../../core/span.ts';
import type { ComparedEntry } from './comparedEntry.ts';
import type { Comparison } from './comparison.ts';
import { badges } from './disagreementText.ts';
import type { PlaceInEditor } from './placeInEditor.ts';

/** The overview ruler has no more rows than this. */
const rulerRows = 1000;

/** A label beside words. */
interface PlacedBadge {
  readonly span: Span;
  readonly text: string;
}

/** What of one annotator is drawn. */
interface SidePlan {
  /** Versions in sight. */
  readonly marks: readonly Span[];
  /** The version that is looked at. */
  readonly current: readonly Span[];
  readonly badges: readonly PlacedBadge[];
}

/** What is drawn of a comparison in one editor. */
export interface DisagreementPlan {
  readonly a: SidePlan;
  readonly b: SidePlan;
  /** Open disagreements of the whole text, one for each row of the ruler. */
  readonly ruler: readonly Span[];
}

/** A plan that leaves nothing drawn. */
export const nothingDrawn: DisagreementPlan = {
  a: { marks: [], current: [], badges: [] },
  b: { marks: [], current: [], badges: [] },
  ruler: [],
};

/** What to draw in an editor that shows `visible` of a text of `textLength` code units. */
export function planDisagreements(
  comparison: Pick<Comparison, 'shown' | 'isOpen' | 'current'>,
  entry: ComparedEntry,
  place: PlaceInEditor,
  visible: readonly Span[],
  textLength: number,
): DisagreementPlan {
  const shown = comparison.shown(entry);
  const current = comparison.current?.entry === entry ? comparison.current.disagreement : undefined;
  const isInSight = (span: Span) => visible.some((area) => overlaps(area, span));
  const planSide = (side: 'a' | 'b'): SidePlan => {
    const of = (disagreement: typeof current) => (disagreement ? badges(disagreement, side) : []);
    const pieces = (found: ReturnType<typeof of>) =>
      found.flatMap(({ pieces: parts }) => parts.flatMap((piece) => place(piece) ?? []));
    return {
      marks: distinct(shown.flatMap(({ disagreement }) => pieces(of(disagreement)).filter(isInSight))),
      current: pieces(of(current)),
      badges: of(current).flatMap(({ span, text }) => {
        const placed = place(span);
        return placed ? [{ span: placed, text }] : [];
      }),
    };
  };
  const open = shown.filter((found) => comparison.isOpen(found));
  return {
    a: planSide('a'),
    b: planSide('b'),
    ruler: oneForEachRow(
      open.flatMap(({ disagreement }) => place(disagreement.span) ?? []),
      textLength,
    ),
  };
}

/** Ends of several relations are drawn once. */
function distinct(spans: readonly Span[]): readonly Span[] {
  return [...new Map(spans.map((span) => [`${span.start} ${span.end}`, span])).values()];
}

function oneForEachRow(spans: readonly Span[], textLength: number): readonly Span[] {
  const rows = new Map<number, Span>();
  for (const span of spans) {
    const row = Math.floor((span.start * rulerRows) / Math.max(1, textLength));
    if (!rows.has(row)) rows.set(row, span);
  }
  return [...rows.values()];
}
