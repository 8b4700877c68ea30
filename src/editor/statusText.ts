import { env, l10n } from 'vscode';
import type { Problem } from '../core/problem.ts';
import { progressOf } from '../core/review/queue.ts';
import { entityCount, sentenceCount } from './counts.ts';
import { describeKnownError } from './describeError.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import type { RunState } from './extractionRunner.ts';
import { escapeMarkdown } from './markdownText.ts';
import { reviewedAttitudes } from './review/reviewedAttitudes.ts';
import { leftText, stateWords } from './review/reviewText.ts';
import { looksForeign } from './russianText.ts';
import { signs } from './words.ts';

/** What the status bar item says. */
export interface StatusText {
  /** With theme icons, as `StatusBarItem.text` takes them. */
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** For screen readers: no icon, no sign. */
  readonly label: string;
  readonly isWarning: boolean;
}

/** More flaws than this are counted, not listed. */
const listedProblems = 5;

/**
 * What to say about a document with these annotations, if any, in this state.
 * @param isReviewing whether single keys decide on its suggestions
 */
export function statusText(
  annotations: DocumentAnnotations | undefined,
  state: RunState,
  threshold: number | null,
  isReviewing = false,
): StatusText {
  switch (state.type) {
    case 'running':
      return runningText(state);
    case 'failed': {
      const reason = describeKnownError(state.error)?.message ?? String(state.error);
      const label = l10n.t('Attitudes: extraction failed');
      return {
        text: `$(error) ${l10n.t('Attitudes')}`,
        tooltip: escapeMarkdown(reason),
        label,
        isWarning: true,
      };
    }
    case 'idle':
      return annotations ? resultText(annotations, threshold, isReviewing) : idleText();
  }
}

function idleText(): StatusText {
  return {
    text: l10n.t('Attitudes'),
    tooltip: l10n.t('Extract attitudes from this text'),
    label: l10n.t('Attitudes: nothing extracted yet'),
    isWarning: false,
  };
}

function runningText({ progress }: RunState & { type: 'running' }): StatusText {
  const words = progress
    ? l10n.t('{0} of {1}', progress.doneSentences, sentenceCount(progress.totalSentences))
    : l10n.t('Loading the model…');
  return {
    text: `$(loading~spin) ${words}`,
    tooltip: l10n.t('Extracting attitudes. Click or press Escape to cancel; what was found stays.'),
    label: l10n.t('Extracting attitudes: {0}', words),
    isWarning: false,
  };
}

function resultText(
  annotations: DocumentAnnotations,
  threshold: number | null,
  isReviewing: boolean,
): StatusText {
  const { extraction, review, completeness, index } = annotations;
  const isForeign = looksForeign(annotations.text);
  const tooltip = tooltipOf(annotations, threshold, isForeign);
  const progress = progressOf(extraction, review);
  const left = leftText(progress);
  if (isReviewing)
    return {
      text: `$(checklist) ${l10n.t('Review: {0}', left)}`,
      tooltip,
      label: l10n.t('Review of attitudes: {0}', left),
      isWarning: false,
    };
  const negative = index.graph.edges.filter(({ label }) => label === 'negative').length;
  const positive = index.graph.edges.length - negative;
  const entities = entityCount(extraction.entities.length);
  const isWarning = isForeign || completeness === 'partial' || completeness === 'stopped';
  const counts = `${entities} · ${negative} ${signs.negative} · ${positive} ${signs.positive}`;
  const isBegun = progress.reviewed > 0 && progress.remaining > 0;
  const label = l10n.t('Attitudes: {0}, {1} negative, {2} positive', entities, negative, positive);
  return {
    text: [counts, ...(isBegun ? [` · ${left}`] : []), ...(isWarning ? [' $(info)'] : [])].join(''),
    tooltip,
    label: isBegun ? `${label}, ${left}` : label,
    isWarning: false,
  };
}

function tooltipOf(annotations: DocumentAnnotations, threshold: number | null, isForeign: boolean): string {
  const { extraction, completeness, models, timings } = annotations;
  const isRead = completeness !== 'none';
  const facts = [
    ...(models
      ? [
          [l10n.t('Model'), models.attitudes],
          [l10n.t('Entities'), models.entities ?? l10n.t('from the .ann file')],
        ]
      : []),
    ...(isRead ? [[l10n.t('Read'), readText(annotations)]] : []),
    ...(timings ? [[l10n.t('Time'), timeOf(timings)]] : []),
    ...reviewFacts(annotations),
    ...(isRead
      ? [[l10n.t('Threshold'), threshold === null ? l10n.t("the model's own") : String(threshold)]]
      : []),
  ];
  const parts = [
    `**${escapeMarkdown(l10n.t('Attitudes'))}**`,
    facts
      .map(([name, value]) => `${escapeMarkdown(name ?? '')}: ${escapeMarkdown(value ?? '')}`)
      .join('  \n'),
  ];
  if (completeness === 'none')
    parts.push(escapeMarkdown(l10n.t('These are the annotations of the .ann file; no model was asked yet.')));
  if (completeness === 'stopped')
    parts.push(
      escapeMarkdown(l10n.t('The extraction was cancelled: only what was read until then is shown.')),
    );
  if (isForeign)
    parts.push(escapeMarkdown(l10n.t('This text does not look Russian; the models know Russian only.')));
  if (extraction.problems.length > 0) parts.push(problemList(extraction.problems));
  return parts.join('\n\n');
}

/** How far the review is, and what came of it so far. */
function reviewFacts(annotations: DocumentAnnotations): readonly (readonly string[])[] {
  const { reviewed, remaining } = progressOf(annotations.extraction, annotations.review);
  if (reviewed === 0) return [];
  const counts = new Map<string, number>();
  for (const attitude of reviewedAttitudes(annotations)) {
    const state = stateWords(attitude);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const states = [...counts].map(([state, count]) => `${state} ${count}`).join(', ');
  return [[l10n.t('Reviewed'), `${l10n.t('{0} of {1}', reviewed, reviewed + remaining)} (${states})`]];
}

function readText({ extraction, completeness, progress, range }: DocumentAnnotations): string {
  if (completeness !== 'complete' && progress)
    return l10n.t('{0} of {1}', progress.doneSentences, sentenceCount(progress.totalSentences));
  const count = sentenceCount(extraction.sentences.length);
  return range ? l10n.t('{0}, the selection only', count) : count;
}

function timeOf({ totalMs, loadMs, cachedSentences }: NonNullable<DocumentAnnotations['timings']>): string {
  const seconds = l10n.t('{0} s', secondsOf(totalMs));
  const notes = [
    ...(loadMs > 0 ? [l10n.t('loading {0} s', secondsOf(loadMs))] : []),
    ...(cachedSentences > 0 ? [l10n.t('{0} known already', sentenceCount(cachedSentences))] : []),
  ];
  return notes.length > 0 ? `${seconds} (${notes.join(', ')})` : seconds;
}

function secondsOf(milliseconds: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(env.language, digits).format(milliseconds / 1000);
}

function problemList(problems: readonly Problem[]): string {
  const rest = problems.length - listedProblems;
  const lines = problems.slice(0, listedProblems).map(({ message }) => `- ${escapeMarkdown(message)}`);
  if (rest > 0) lines.push(`- ${escapeMarkdown(l10n.t('and {0} more', rest))}`);
  return `${escapeMarkdown(l10n.t('Left out:'))}\n\n${lines.join('\n')}`;
}
