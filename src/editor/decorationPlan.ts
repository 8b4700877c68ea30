import type { EntityMention } from '../core/annotations.ts';
import { overlaps, type Span } from '../core/span.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { type MentionStyle, mentionStyle } from './mentionColors.ts';

/** Up to this many stretches are decorated all at once; of more, those in sight and what the ruler can tell apart. */
const decoratedAtOnce = 3000;

/** The overview ruler has no more rows than this. */
const rulerRows = 1000;

/** What is to be drawn in one editor, by decoration. */
export interface DecorationPlan {
  readonly suggested: ReadonlyMap<MentionStyle, readonly Span[]>;
  readonly confirmed: ReadonlyMap<MentionStyle, readonly Span[]>;
  /** All mentions of the entity at the cursor. */
  readonly focus: readonly Span[];
  /** Mentions of its partners, by what stands between them. */
  readonly partners: Readonly<Record<'positive' | 'negative' | 'mixed', readonly Span[]>>;
  /** Targets of attitudes, for the overview ruler. */
  readonly ruler: Readonly<Record<'positive' | 'negative', readonly Span[]>>;
}

/** A plan that leaves nothing drawn. */
export const emptyPlan: DecorationPlan = {
  suggested: new Map(),
  confirmed: new Map(),
  focus: [],
  partners: { positive: [], negative: [], mixed: [] },
  ruler: { positive: [], negative: [] },
};

/** What to draw when `visible` is in sight and the cursor is at `offset`. */
export function planDecorations(
  annotations: DocumentAnnotations,
  visible: readonly Span[],
  offset: number | undefined,
): DecorationPlan {
  const { extraction, index } = annotations;
  const suggested = new Map<MentionStyle, Span[]>();
  const confirmed = new Map<MentionStyle, Span[]>();
  const shown =
    extraction.mentions.length <= decoratedAtOnce
      ? extraction.mentions
      : new Set(visible.flatMap((span) => index.mentionsTouching(span)));
  for (const mention of shown) {
    const byStyle = mention.probability === undefined ? confirmed : suggested;
    const style = mentionStyle(mention);
    const spans = byStyle.get(style) ?? [];
    if (spans.length === 0) byStyle.set(style, spans);
    spans.push(...piecesOf(mention));
  }
  const ruler = { positive: [] as Span[], negative: [] as Span[] };
  for (const { label, targetMentionId } of extraction.attitudes) {
    const target = index.mention(targetMentionId);
    if (label !== 'neutral' && target) ruler[label].push(target.span);
  }
  const { focus, partners } = planFocus(annotations, offset);
  const thin = (spans: readonly Span[]) => thinOut(spans, visible, annotations.text.length);
  return {
    suggested,
    confirmed,
    focus: thin(focus),
    partners: {
      positive: thin(partners.positive),
      negative: thin(partners.negative),
      mixed: thin(partners.mixed),
    },
    ruler: { positive: thin(ruler.positive), negative: thin(ruler.negative) },
  };
}

/** Of very many spans those in sight, and one for each row of the ruler. */
function thinOut(spans: readonly Span[], visible: readonly Span[], textLength: number): readonly Span[] {
  if (spans.length <= decoratedAtOnce) return spans;
  const rows = new Set<number>();
  return spans.filter((span) => {
    const row = Math.floor((span.start * rulerRows) / Math.max(1, textLength));
    const isFirst = !rows.has(row);
    rows.add(row);
    return isFirst || visible.some((area) => overlaps(area, span));
  });
}

function planFocus(
  { index }: DocumentAnnotations,
  offset: number | undefined,
): Pick<DecorationPlan, 'focus' | 'partners'> {
  const mention = offset === undefined ? undefined : index.mentionAt(offset);
  const entity = mention && index.entityOfMention(mention.id);
  if (!entity) return { focus: [], partners: emptyPlan.partners };
  const focus = index.mentionsOf(entity).flatMap(piecesOf);
  const focusStarts = new Set(focus.map(({ start }) => start));
  const labelsByPartner = new Map<string, 'positive' | 'negative' | 'mixed'>();
  for (const { sourceId, targetId, label } of index.relationsOf(entity.id)) {
    const partner = sourceId === entity.id ? targetId : sourceId;
    const known = labelsByPartner.get(partner);
    labelsByPartner.set(partner, known === undefined || known === label ? label : 'mixed');
  }
  const partners = { positive: [] as Span[], negative: [] as Span[], mixed: [] as Span[] };
  for (const [partnerId, label] of labelsByPartner) {
    const partner = index.entity(partnerId);
    if (!partner) continue;
    const spans = index.mentionsOf(partner).flatMap(piecesOf);
    // The same words can be a mention of both; the frame of the cursor's entity wins.
    partners[label].push(...spans.filter(({ start }) => !focusStarts.has(start)));
  }
  return { focus, partners };
}

function piecesOf({ span, fragments }: EntityMention): readonly Span[] {
  return fragments ?? [span];
}
