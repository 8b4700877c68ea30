import type { Uri } from 'vscode';
import type { Extraction } from '../core/annotations.ts';
import { isRusentrelText } from '../core/formats/rusentrel.ts';
import { isConfirmed, type Review } from '../core/review/review.ts';
import type { LabelledPair } from '../core/samples.ts';
import type { AnnotatedFile } from './annotatedFile.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';
import { basenameOf } from './fileNames.ts';
import type { LabelledText, SampleSource } from './sampleExport.ts';

/** A document of the editor, as it stands. */
export function sampleSourceOf(annotations: DocumentAnnotations): SampleSource {
  return {
    name: nameOf(annotations.uri),
    read: async (content) => labelledText(annotations, content),
    suggestions: annotations.extraction.attitudes.filter(({ confirmed }) => !confirmed).length,
  };
}

/**
 * A text of a folder: its annotations as they are on disk.
 * @param suggest the text as the editor would show it, with what the model suggests; asked for when that is wanted
 */
export function folderSampleSource(
  uri: Uri,
  file: AnnotatedFile | undefined,
  suggest: (uri: Uri) => Promise<DocumentAnnotations | undefined>,
): SampleSource {
  return {
    name: nameOf(uri),
    read: async (content) => {
      const suggested = content === 'suggestions' ? await suggest(uri) : undefined;
      const known = suggested ?? file;
      return known && labelledText(known, content);
    },
  };
}

type Labels = Pick<LabelledText, 'mentions' | 'pairs'>;

type Annotated = Pick<DocumentAnnotations, 'text' | 'review' | 'extraction'> &
  Partial<Pick<DocumentAnnotations, 'models'>>;

function labelledText(annotated: Annotated, content: 'annotations' | 'suggestions'): LabelledText {
  const { text, review, extraction, models } = annotated;
  const spans = new Map(extraction.mentions.map(({ id, span }) => [id, span]));
  return {
    text,
    source: isRusentrelText(text) ? 'rusentrel' : 'plain',
    ...(content === 'annotations' ? annotatedPart(review) : wholeView(review, extraction, models?.attitudes)),
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
function annotatedPart({ mentions, attitudes }: Review): Labels {
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
function wholeView(review: Review, { mentions, attitudes }: Extraction, model: string | undefined): Labels {
  const confirmed = [...review.attitudes.values()].filter(isConfirmed);
  const suggestions = attitudes
    .filter((attitude) => !attitude.confirmed)
    .map(({ probability, ...attitude }): LabelledPair => {
      const origin = { by: 'model' as const, probability, ...(model !== undefined && { model }) };
      return { origin, ...attitude };
    });
  return { mentions, pairs: [...confirmed, ...suggestions] };
}

/** The name of a text without folder and extension. */
function nameOf(uri: Uri): string {
  return basenameOf(uri).replace(/\.txt$/iu, '');
}
