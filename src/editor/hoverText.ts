import { l10n } from 'vscode';
import type { Attitude, Entity, EntityMention } from '../core/annotations.ts';
import type { RelationEdge, RelationSentence } from '../core/relationGraph.ts';
import { attitudesOf } from './attitudeItem.ts';
import { attitudeCount, mentionCount, percent, sentenceCount } from './counts.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { commandIds, internalCommandIds } from './ids.ts';
import { commandLink, escapeMarkdown } from './markdownText.ts';
import { isSuggestion } from './review/attitudeAtCursor.ts';
import { entityTypeName, signs } from './words.ts';

/** The commands that links in a hover may run. */
export const hoverCommands = [
  internalCommandIds.revealAttitude,
  internalCommandIds.showEntityInGraph,
  commandIds.showRelations,
  commandIds.acceptSuggestion,
  commandIds.rejectSuggestion,
  commandIds.flipDirection,
] as const;

/** More lines than this are a list, and there is a list beside the text. */
const shownRelations = 5;

/** Stands behind what a person has confirmed. */
const checkMark = '✓';

/** So many of them come with a sentence: the hover must not need scrolling. */
const quotedRelations = 2;

/** What is known about the entity of `mention`, as Markdown; arrows point as seen from that entity. */
export function hoverText(annotations: DocumentAnnotations, mention: EntityMention): string {
  const entity = annotations.index.entityOfMention(mention.id);
  if (!entity) return `**${escapeMarkdown(annotations.wordsAt(mention.span))}** · ${typeOf(mention)}`;
  const relations = annotations.index.relationsOf(entity.id);
  const heading = [
    `**${escapeMarkdown(entity.name)}**`,
    typeOf(mention),
    mentionCount(entity.mentionIds.length),
    attitudeCount(relations.length),
  ].join(' · ');
  const shown = relations
    .slice(0, shownRelations)
    .map((relation, rank) => relationLine(annotations, entity, relation, mention, rank < quotedRelations));
  const uri = annotations.uri.toString();
  const links = [
    commandLink(l10n.t('Show in graph'), internalCommandIds.showEntityInGraph, [uri, mention.id]),
    commandLink(
      relations.length > shownRelations
        ? l10n.t('Show all {0}', attitudeCount(relations.length))
        : l10n.t('Show in list'),
      commandIds.showRelations,
      [uri, entity.id],
    ),
  ];
  return [heading, shown.join('  \n'), links.join(' · ')].filter((part) => part !== '').join('\n\n');
}

function typeOf(mention: EntityMention): string {
  const name = escapeMarkdown(entityTypeName(mention.type));
  if (mention.confirmed) return `${name} ${checkMark}`;
  return mention.probability === undefined ? name : `${name} *${percent(mention.probability)}*`;
}

function relationLine(
  annotations: DocumentAnnotations,
  entity: Entity,
  relation: RelationEdge,
  mention: EntityMention,
  isQuoted: boolean,
): string {
  const isOutgoing = relation.sourceId === entity.id;
  const partner = annotations.index.entity(isOutgoing ? relation.targetId : relation.sourceId);
  const sentence = sentenceToShow(relation, mention);
  const name = partner?.name ?? '';
  const firstAttitude = sentence?.attitudeIndices[0];
  const title =
    firstAttitude === undefined
      ? escapeMarkdown(name)
      : commandLink(name, internalCommandIds.revealAttitude, [annotations.uri.toString(), firstAttitude]);
  const certainty = relation.confirmed > 0 ? checkMark : `*${percent(relation.probability)}*`;
  const facts = `${isOutgoing ? '→' : '←'} **${title}** ${signs[relation.label]} ${certainty}`;
  if (!sentence) return facts;
  const count = sentenceCount(relation.sentences.length);
  if (!isQuoted) return `${facts} · ${count}`;
  const line = `${facts} · ${count}: ${quote(sentence)}`;
  const suggestion = attitudesOf(annotations.extraction, sentence).find(isSuggestion);
  return suggestion ? `${line}  \n\u2003${decisionLinks(annotations, suggestion)}` : line;
}

/** What can be made of a suggestion at once. */
function decisionLinks({ uri }: DocumentAnnotations, { sourceMentionId, targetMentionId }: Attitude): string {
  const args = [uri.toString(), sourceMentionId, targetMentionId];
  return [
    commandLink(l10n.t('Accept'), commandIds.acceptSuggestion, args),
    commandLink(l10n.t('Reject'), commandIds.rejectSuggestion, args),
    commandLink(l10n.t('Flip'), commandIds.flipDirection, args),
  ].join(' · ');
}

/** The sentence under the cursor when it speaks for the relation, else the one that says it best. */
function sentenceToShow(relation: RelationEdge, mention: EntityMention): RelationSentence | undefined {
  const here = relation.sentences.find(
    ({ span }) => span.start <= mention.span.start && mention.span.end <= span.end,
  );
  if (here) return here;
  return [...relation.sentences].sort((a, b) => b.probability - a.probability)[0];
}

function quote(sentence: RelationSentence): string {
  const parts = sentence.snippet.map(({ text, role }) => {
    const words = escapeMarkdown(text);
    const core = words.trim();
    // Emphasis must touch its words, so the blanks around them stay outside.
    return role === 'plain' || core === '' ? words : words.replace(core, () => `**${core}**`);
  });
  return `«${parts.join('').trim()}»`;
}
