import type { Uri } from 'vscode';
import type { Attitude, Entity, EntityMention, Extraction } from '../../../src/core/annotations.ts';
import { type ShownAttitude, shownAttitude } from '../../../src/core/review/operations.ts';
import { applyChange, type Review, type ReviewChange } from '../../../src/core/review/review.ts';
import {
  DocumentAnnotations,
  type DocumentAnnotationsValues,
} from '../../../src/editor/documentAnnotations.ts';

/** An address of a document, as far as the code under test looks at it. */
export function uri(address = 'file:///texts/статья.txt'): Uri {
  const [scheme = '', rest = ''] = address.split(':');
  return { scheme, path: rest.replace(/^\/\//u, ''), toString: () => address } as Uri;
}

/**
 * Reads `'[Россия]GEOPOLIT обвинила [Штаты=США]GEOPOLIT.'`: mentions T1, T2, … with the entity's name after `=`
 * where it is not the words. A line is a sentence.
 * `attitudes` are written `'T1 - T2 0.94'`: source, sign, target, probability.
 */
export function extractionOf(
  marked: string,
  attitudes: readonly string[] = [],
): { text: string; extraction: Extraction } {
  let text = '';
  const mentions: EntityMention[] = [];
  const mentionIdsByName = new Map<string, string[]>();
  for (const [, before = '', word, name = word, type] of marked.matchAll(
    /([^[]*)(?:\[([^\]=]+)(?:=([^\]]+))?\]([A-Z]+))?/gu,
  )) {
    text += before;
    if (!word || !name || !type) continue;
    const id = `T${mentions.length + 1}`;
    mentions.push({
      id,
      type,
      span: { start: text.length, end: text.length + word.length },
      probability: 0.97,
    });
    mentionIdsByName.set(name, [...(mentionIdsByName.get(name) ?? []), id]);
    text += word;
  }
  const sentences = [...text.matchAll(/[^\r\n]+/gu)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }));
  const entities: Entity[] = [...mentionIdsByName].map(([name, mentionIds]) => ({
    id: name,
    name,
    type: mentions.find(({ id }) => id === mentionIds[0])?.type ?? '',
    mentionIds,
  }));
  const found = attitudes.map((written): Attitude => {
    const [sourceMentionId = '', sign, targetMentionId = '', probability] = written.split(' ');
    const start = mentions.find(({ id }) => id === sourceMentionId)?.span.start ?? -1;
    return {
      sourceMentionId,
      targetMentionId,
      label: sign === '+' ? 'positive' : 'negative',
      probability: Number(probability),
      sentenceIndex: sentences.findIndex((span) => span.start <= start && start < span.end),
    };
  });
  return {
    text,
    extraction: { sentences, mentions, entities, attitudes: found, opinions: [], problems: [] },
  };
}

/** The same, as the store holds it. */
export function annotated(
  marked: string,
  attitudes: readonly string[] = [],
  more: Partial<DocumentAnnotationsValues> = {},
): DocumentAnnotations {
  const { text, extraction } = extractionOf(marked, attitudes);
  return new DocumentAnnotations({
    uri: uri(),
    version: 1,
    completeness: 'complete',
    text,
    suggested: extraction,
    ...more,
  });
}

/** The same as a model gives it: mentions M1, M2, …, so that annotations can get T1, T2, …. */
export function suggested(marked: string, attitudes: readonly string[] = []): DocumentAnnotations {
  const { text, extraction } = extractionOf(marked, attitudes);
  const model = (id: string) => id.replace('T', 'M');
  return annotated(marked, [], {
    text,
    suggested: {
      ...extraction,
      mentions: extraction.mentions.map((mention) => ({ ...mention, id: model(mention.id) })),
      entities: extraction.entities.map((entity) => ({
        ...entity,
        mentionIds: entity.mentionIds.map(model),
      })),
      attitudes: extraction.attitudes.map((attitude) => ({
        ...attitude,
        sourceMentionId: model(attitude.sourceMentionId),
        targetMentionId: model(attitude.targetMentionId),
      })),
    },
  });
}

/** What becomes of it when a person takes one step. */
export function decided(
  annotations: DocumentAnnotations,
  step: (review: Review, shown: readonly ShownAttitude[]) => ReviewChange,
): DocumentAnnotations {
  const shown = annotations.extraction.attitudes.flatMap(
    (attitude) => shownAttitude(attitude, (id) => annotations.index.mention(id)) ?? [],
  );
  const review = applyChange(annotations.review, step(annotations.review, shown));
  return new DocumentAnnotations({ ...annotations.values(), review });
}

/** An article of three sentences, with an emoji and a letter of two code points. */
export const article = [
  '🙂 [Россия]GEOPOLIT обвинила [США]GEOPOLIT в давлении на [Иран]GEOPOLIT.',
  '[Кита\u0438\u0306=Китай]GEOPOLIT поддержал [Россию=Россия]GEOPOLIT, но не [НАТО]ORG.',
  '[Иванов]PER молчит.',
].join('\r\n');

export const articleAttitudes = ['T1 - T2 0.94', 'T2 - T3 0.61', 'T4 + T5 0.71'];
