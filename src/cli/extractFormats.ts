import type { Attitude, EntityMention, Extraction } from '../core/annotations.ts';
import { byId } from '../core/byId.ts';
import { formatBrat } from '../core/formats/brat.ts';
import { addAttitudes, mentionsToBrat, type NewAttitude } from '../core/formats/bratAdd.ts';
import { bratAttitudes } from '../core/formats/bratAttitudes.ts';
import { mapCodePoints } from '../core/formats/codePoints.ts';
import { formatTable } from '../core/formats/delimited.ts';
import { formatOpinions } from '../core/formats/opin.ts';
import type { Span } from '../core/span.ts';
import type { ExtractionAnswer } from '../engine/extractionRequest.ts';
import type { SourceDocument } from './extractSources.ts';

/** A document and what was found in it. */
export interface ExtractedDocument {
  readonly document: SourceDocument;
  readonly answer: ExtractionAnswer;
}

/** The formats of `aredit extract`, and how their files are called after the document. */
export const suffixes = { ann: '.ann', opin: '.opin.txt', jsonl: '.jsonl', tsv: '.tsv' } as const;

export type ExtractFormat = keyof typeof suffixes;

/** One document in one format, as the whole content of a file. */
export function formatDocument(extracted: ExtractedDocument, format: ExtractFormat): string {
  switch (format) {
    case 'ann':
      return formatAnn(extracted);
    case 'opin':
      return formatOpin(extracted.answer.extraction);
    case 'jsonl':
      return formatJson(extracted);
    case 'tsv':
      return tsvHeader + formatTsvRows(extracted);
  }
}

/** Attitudes become relations with a note on their origin. What an `.ann` file held already stays as it is. */
function formatAnn({ document: { ann, text }, answer: { extraction, models } }: ExtractedDocument): string {
  const attitudes = extraction.attitudes.map((attitude): NewAttitude => {
    const { sourceMentionId, targetMentionId, label, probability } = attitude;
    const origin = { by: 'model' as const, model: models.attitudes, probability };
    return { sourceMentionId, targetMentionId, label, origin };
  });
  if (ann !== undefined) {
    const judged = new Set(bratAttitudes(ann).map(pairKey));
    const added = addAttitudes(
      ann,
      attitudes.filter((attitude) => !judged.has(pairKey(attitude))),
    );
    return formatBrat(added.document);
  }
  const mentions = extraction.mentions.map((mention) => ({
    ...mention,
    ...(mention.probability !== undefined && {
      origin: {
        by: 'model' as const,
        probability: mention.probability,
        ...(models.entities !== undefined && { model: models.entities }),
      },
    }),
  }));
  return formatBrat(mentionsToBrat(text, mentions, attitudes));
}

function pairKey({ sourceMentionId, targetMentionId }: Omit<NewAttitude, 'label'>): string {
  return `${sourceMentionId} ${targetMentionId}`;
}

function formatOpin({ entities, opinions }: Extraction): string {
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  return formatOpinions(
    opinions.map(({ sourceEntityId, targetEntityId, label }) => ({
      source: names.get(sourceEntityId) ?? '',
      target: names.get(targetEntityId) ?? '',
      label,
    })),
  );
}

/** One line. Offsets count code points of the text, as those of `.ann` files do. */
function formatJson({ document: { name, text }, answer: { extraction, models } }: ExtractedDocument): string {
  const codePoints = mapCodePoints(text);
  const convert = ({ start, end }: Span) => ({
    start: codePoints.toCodePoints(start),
    end: codePoints.toCodePoints(end),
  });
  const record = {
    id: name,
    models,
    sentences: extraction.sentences.map(convert),
    mentions: extraction.mentions.map(({ id, span, type, fragments, probability }) => ({
      id,
      type,
      ...convert(span),
      ...(fragments && { fragments: fragments.map(convert) }),
      text: text.slice(span.start, span.end),
      ...(probability !== undefined && { probability: round(probability) }),
    })),
    entities: extraction.entities,
    attitudes: extraction.attitudes.map((attitude) => ({
      ...attitude,
      probability: round(attitude.probability),
    })),
    opinions: extraction.opinions.map((opinion) => ({ ...opinion, probability: round(opinion.probability) })),
    problems: extraction.problems.map(({ message, span }) => ({ message, ...(span && convert(span)) })),
  };
  return `${JSON.stringify(record)}\n`;
}

/** The columns of the TSV format: a row an attitude between two mentions. Offsets count code points. */
export const tsvHeader = formatTable(
  [
    [
      'document',
      'source',
      'source_type',
      'source_start',
      'source_end',
      'target',
      'target_type',
      'target_start',
      'target_end',
      'label',
      'probability',
      'sentence',
    ],
  ],
  '\n',
);

/** The rows of one document, without the header. */
export function formatTsvRows({ document, answer }: ExtractedDocument): string {
  const { name, text } = document;
  const { mentions, sentences, attitudes } = answer.extraction;
  const codePoints = mapCodePoints(text);
  const mentionsById = byId(mentions);
  const cells = (mention: EntityMention | undefined) => {
    if (mention === undefined) throw new Error('An attitude names no mention.');
    const { start, end } = mention.span;
    return [
      text.slice(start, end),
      mention.type,
      String(codePoints.toCodePoints(start)),
      String(codePoints.toCodePoints(end)),
    ];
  };
  const row = ({ sourceMentionId, targetMentionId, label, probability, sentenceIndex }: Attitude) => {
    const sentence = sentences[sentenceIndex];
    return [
      name,
      ...cells(mentionsById.get(sourceMentionId)),
      ...cells(mentionsById.get(targetMentionId)),
      label,
      String(round(probability)),
      sentence === undefined ? '' : text.slice(sentence.start, sentence.end),
    ];
  };
  return formatTable(attitudes.map(row), '\n');
}

function round(probability: number): number {
  return Math.round(probability * 1e4) / 1e4;
}
