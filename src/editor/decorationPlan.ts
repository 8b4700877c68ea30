import type { EntityMention } from '../core/annotations.ts';
import type { RelationEdge } from '../core/relationGraph.ts';
import { overlaps, type Span } from '../core/span.ts';
import { type TypeFamily, typeFamily } from '../core/typeFamily.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';

/** Up to this many stretches are decorated all at once; of more, those in sight and what the ruler can tell apart. */
const decoratedAtOnce = 3000;

/** The overview ruler has no more rows than this. */
const rulerRows = 1000;

/** What stands between the entity at the cursor and a partner. */
type PartnerSign = 'positive' | 'negative' | 'mixed';

/** Spans by sign, and by whether a person stands behind it. */
type BySign<Sign extends string> = Readonly<
  Record<'suggested' | 'confirmed', Readonly<Record<Sign, readonly Span[]>>>
>;

/** What is to be drawn in one editor, by decoration. */
export interface DecorationPlan {
  readonly suggested: ReadonlyMap<TypeFamily, readonly Span[]>;
  readonly confirmed: ReadonlyMap<TypeFamily, readonly Span[]>;
  /** All mentions of the entity at the cursor. */
  readonly focus: readonly Span[];
  /** Mentions of its partners. */
  readonly partners: BySign<PartnerSign>;
  /** Targets of attitudes, for the overview ruler. */
  readonly ruler: BySign<'positive' | 'negative'>;
}

/** A plan that leaves nothing drawn. */
export const emptyPlan: DecorationPlan = {
  suggested: new Map(),
  confirmed: new Map(),
  focus: [],
  partners: {
    suggested: { positive: [], negative: [], mixed: [] },
    confirmed: { positive: [], negative: [], mixed: [] },
  },
  ruler: { suggested: { positive: [], negative: [] }, confirmed: { positive: [], negative: [] } },
};

/** What to draw when `visible` is in sight and the cursor is at `offset`. */
export function planDecorations(
  annotations: DocumentAnnotations,
  visible: readonly Span[],
  offset: number | undefined,
): DecorationPlan {
  const { extraction, index } = annotations;
  const suggested = new Map<TypeFamily, Span[]>();
  const confirmed = new Map<TypeFamily, Span[]>();
  const shown =
    extraction.mentions.length <= decoratedAtOnce
      ? extraction.mentions
      : new Set(visible.flatMap((span) => index.mentionsTouching(span)));
  for (const mention of shown) {
    const byStyle = mention.confirmed ? confirmed : suggested;
    const style = typeFamily(mention.type);
    const spans = byStyle.get(style) ?? [];
    if (spans.length === 0) byStyle.set(style, spans);
    spans.push(...piecesOf(mention));
  }
  const rulerSpans = {
    suggested: { positive: [] as Span[], negative: [] as Span[] },
    confirmed: { positive: [] as Span[], negative: [] as Span[] },
  };
  for (const { label, targetMentionId, confirmed: isConfirmed } of extraction.attitudes) {
    const target = index.mention(targetMentionId);
    if (label !== 'neutral' && target)
      rulerSpans[isConfirmed ? 'confirmed' : 'suggested'][label].push(target.span);
  }
  const { focus, partners } = planFocus(annotations, offset);
  const thin = (spans: readonly Span[]) => thinOut(spans, visible, annotations.text.length);
  const thinPartners = ({ positive, negative, mixed }: Readonly<Record<PartnerSign, readonly Span[]>>) => ({
    positive: thin(positive),
    negative: thin(negative),
    mixed: thin(mixed),
  });
  const thinRuler = ({ positive, negative }: Readonly<Record<'positive' | 'negative', readonly Span[]>>) => ({
    positive: thin(positive),
    negative: thin(negative),
  });
  return {
    suggested,
    confirmed,
    focus: thin(focus),
    partners: { suggested: thinPartners(partners.suggested), confirmed: thinPartners(partners.confirmed) },
    ruler: { suggested: thinRuler(rulerSpans.suggested), confirmed: thinRuler(rulerSpans.confirmed) },
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
  const relationsByPartner = new Map<string, RelationEdge[]>();
  for (const relation of index.relationsOf(entity.id)) {
    const partner = relation.sourceId === entity.id ? relation.targetId : relation.sourceId;
    const known = relationsByPartner.get(partner);
    if (known) known.push(relation);
    else relationsByPartner.set(partner, [relation]);
  }
  const partners = {
    suggested: { positive: [] as Span[], negative: [] as Span[], mixed: [] as Span[] },
    confirmed: { positive: [] as Span[], negative: [] as Span[], mixed: [] as Span[] },
  };
  for (const [partnerId, relations] of relationsByPartner) {
    const partner = index.entity(partnerId);
    if (!partner) continue;
    const spans = index.mentionsOf(partner).flatMap(piecesOf);
    // The same words can be a mention of both; the frame of the cursor's entity wins.
    partners[relations.some(({ confirmed }) => confirmed > 0) ? 'confirmed' : 'suggested'][
      signOf(relations)
    ].push(...spans.filter(({ start }) => !focusStarts.has(start)));
  }
  return { focus, partners };
}

/** What a person has confirmed decides; where that is nothing, all that is suggested. */
function signOf(relations: readonly RelationEdge[]): PartnerSign {
  const confirmed = relations.filter((relation) => relation.confirmed > 0);
  const labels = new Set((confirmed.length > 0 ? confirmed : relations).map(({ label }) => label));
  const [only = 'mixed'] = labels;
  return labels.size === 1 ? only : 'mixed';
}

function piecesOf({ span, fragments }: EntityMention): readonly Span[] {
  return fragments ?? [span];
}
