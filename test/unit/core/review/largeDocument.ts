import type { Attitude, EntityMention, Extraction } from '../../../../src/core/annotations.ts';
import { groupMentions } from '../../../../src/core/entities.ts';
import type { Span } from '../../../../src/core/span.ts';

const names: readonly (readonly [string, string])[] = [
  ['Россия', 'GEOPOLIT'],
  ['США', 'GEOPOLIT'],
  ['Владимир Путин', 'PER'],
  ['НАТО', 'ORG'],
  ['Европейский союз', 'ORG'],
];

/** A document of a megabyte, with 20 000 suggested mentions and 10 000 suggested attitudes. */
export interface LargeDocument {
  readonly text: string;
  readonly suggested: Extraction;
}

/** Many names occur often, thousands of others once. */
export function largeDocument(sentenceCount = 10_000): LargeDocument {
  const pieces: string[] = [];
  const sentences: Span[] = [];
  const mentions: EntityMention[] = [];
  const attitudes: Attitude[] = [];
  let offset = 0;
  for (let index = 0; index < sentenceCount; index += 1) {
    const start = offset;
    const put = (words: string) => {
      pieces.push(words);
      offset += words.length;
    };
    const name = (at: number) => {
      const [words, type] =
        at % 7 === 0 ? [`Иванов${wordOf(at)}`, 'PER'] : (names[at % names.length] ?? ['', '']);
      mentions.push({
        id: `M${offset}`,
        span: { start: offset, end: offset + words.length },
        type,
        probability: 0.9,
      });
      put(words);
    };
    put('Вчера 😀 ');
    name(index * 2);
    put(' резко осудила в своём обширном заявлении ');
    name(index * 2 + 1);
    put(' за всё, что было сказано.');
    sentences.push({ start, end: offset });
    put(index % 3 === 0 ? '\r\n' : ' ');
    const [target, source] = [mentions.at(-1), mentions.at(-2)];
    if (source === undefined || target === undefined) continue;
    attitudes.push({
      sourceMentionId: source.id,
      targetMentionId: target.id,
      label: index % 4 === 0 ? 'positive' : 'negative',
      probability: 0.5 + (index % 100) / 200,
      sentenceIndex: index,
    });
  }
  const text = pieces.join('');
  const entities = groupMentions(text, mentions);
  return { text, suggested: { sentences, mentions, entities, attitudes, opinions: [], problems: [] } };
}

/** A made-up word of three syllables. */
function wordOf(number: number): string {
  const syllable = (at: number) => `${'бвгдзклмнпрст'.charAt(at % 13)}${'аеиоу'.charAt(at % 5)}`;
  return syllable(number) + syllable(Math.floor(number / 13)) + syllable(Math.floor(number / 169));
}
