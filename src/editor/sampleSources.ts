import type { Extraction } from '../core/annotations.ts';
import { isRusentrelText } from '../core/formats/rusentrel.ts';
import { isConfirmed, type Review } from '../core/review/review.ts';
import type { LabelledPair } from '../core/samples.ts';
import { type AnnotatedFile, readAnnotatedFile } from './annotatedFile.ts';
import type { FolderText } from './corpusFolder.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { basenameOf } from './fileNames.ts';
import type { LabelledText, SampleSource } from './sampleExport.ts';

/** A document of the editor, as it stands. */
export function sampleSourceOf(annotations: DocumentAnnotations): SampleSource {
  const { uri, text, review, extraction, models } = annotations;
  return toSource({ uri, text, review, extraction }, models?.attitudes);
}

/** A text with its `.ann` file, both as they are on disk; undefined for a text without one. */
export async function readSampleSource({ uri }: FolderText): Promise<SampleSource | undefined> {
  const file = await readAnnotatedFile(uri);
  return file && toSource(file);
}

function toSource({ uri, text, review, extraction }: AnnotatedFile, model?: string): SampleSource {
  const spans = new Map(extraction.mentions.map(({ id, span }) => [id, span]));
  return {
    name: basenameOf(uri).replace(/\.txt$/iu, ''),
    text,
    source: isRusentrelText(text) ? 'rusentrel' : 'plain',
    annotated: annotatedPart(review),
    suggested: wholeView(review, extraction, model),
    // Mentions that the text's entities join are one to AREkit, too.
    groups: extraction.entities.map(({ mentionIds }) =>
      mentionIds.flatMap((id) => {
        const span = spans.get(id);
        return span ? [text.slice(span.start, span.end)] : [];
      }),
    ),
  };
}

/** What a person stands behind, and the mentions that this is about. */
function annotatedPart({ mentions, attitudes }: Review): LabelledText {
  const pairs = [...attitudes.values()].filter(isConfirmed);
  const ends = new Set(
    pairs.flatMap(({ sourceMentionId, targetMentionId }) => [sourceMentionId, targetMentionId]),
  );
  return {
    mentions: [...mentions.values()].filter((mention) => isConfirmed(mention) || ends.has(mention.id)),
    pairs,
  };
}

/** That, and what the model suggests besides. */
function wholeView(
  review: Review,
  { mentions, attitudes }: Extraction,
  model: string | undefined,
): LabelledText {
  const confirmed = [...review.attitudes.values()].filter(isConfirmed);
  const suggestions = attitudes
    .filter((attitude) => !attitude.confirmed)
    .map(({ probability, ...attitude }): LabelledPair => {
      const origin = { by: 'model' as const, probability, ...(model !== undefined && { model }) };
      return { origin, ...attitude };
    });
  return { mentions, pairs: [...confirmed, ...suggestions] };
}
