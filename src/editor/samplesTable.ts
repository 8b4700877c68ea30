import { buildContexts } from '../core/contexts.ts';
import { type ArekitLayout, type ArekitOptions, arekitRows, formatArekit } from '../core/formats/arekit.ts';
import { buildLinkages } from '../core/samples.ts';
import { stemWord } from '../core/stem.ts';
import { createGroupOf } from '../core/valueGroups.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';

/** Ends of a sample are less than so many terms apart, as AREkit has it by default. */
const termsPerContext = 50;

/** What kind of file is wanted. */
export interface SampleKind {
  readonly layout: ArekitLayout;
  /** Whether the attitudes found are written as labels; other pairs are neutral then. */
  readonly hasLabels: boolean;
}

/** The text of a file of samples. */
export interface SampleTable {
  readonly text: string;
  readonly samples: number;
  /** Those with a positive or negative label. */
  readonly labelled: number;
}

/**
 * AREkit's samples of the document: every pair of mentions of one sentence, with the NLI text.
 * @param documentId what the rows name the document by; AREkit 0.22 wants a number
 */
export function samplesTable(
  { text, extraction }: DocumentAnnotations,
  documentId: string,
  { layout, hasLabels }: SampleKind,
): SampleTable {
  const isEarly = layout === 'arekit-0.22';
  const mentionsById = new Map(extraction.mentions.map((mention) => [mention.id, mention]));
  const valuesOf = (mentionIds: readonly string[]) =>
    mentionIds.flatMap((id) => {
      const span = mentionsById.get(id)?.span;
      return span ? [text.slice(span.start, span.end)] : [];
    });
  // Mentions that the text's entities join are one to AREkit, too.
  const groups = extraction.entities.map(({ mentionIds }) => valuesOf(mentionIds));
  const groupOf = createGroupOf(groups, stemWord);
  const { contexts } = buildContexts(text, extraction.sentences, extraction.mentions, {
    terms: 'chunks',
    lowerCase: isEarly,
  });
  const linkages = buildLinkages({
    contexts,
    labels: hasLabels ? { type: 'pairs', pairs: extraction.attitudes } : { type: 'none' },
    termsPerContext,
    groupOf,
    neutralOrder: isEarly ? 'sorted' : 'reading',
  });
  const options: ArekitOptions = {
    layout,
    textB: 'nli_m',
    hasLabels,
    termsPerContext,
    groupOf: isEarly ? groupOf : undefined,
  };
  const rows = arekitRows([{ id: documentId, linkages }], options);
  return {
    text: formatArekit(rows, options),
    samples: rows.length,
    labelled: rows.filter((row) => (row.label ?? row.label_uint ?? 0) !== 0).length,
  };
}
