import { describe, expect, it } from 'vitest';
import { annotatedOpinions } from '../../../src/core/documentOpinions.ts';
import { groupMentions } from '../../../src/core/entities.ts';
import { formatOpinions, parseOpinions } from '../../../src/core/formats/opin.ts';
import { rusentrelSentences } from '../../../src/core/formats/rusentrel.ts';
import { placeOpinions } from '../../../src/core/placedOpinions.ts';
import { sentencesAround } from '../../../src/core/sentencesAround.ts';
import { stemWord } from '../../../src/core/stem.ts';
import { parseSynonyms } from '../../../src/core/synonyms.ts';
import { createGroupOf } from '../../../src/core/valueGroups.ts';
import { parseMentions } from './markedMentions.ts';
import { readRuSentRel, readRuSentRelMentions, ruSentRelNumbers } from './rusentrel.ts';

function place(marked: string, lines: string, synonyms: readonly (readonly string[])[] = []) {
  const { text, mentions } = parseMentions(marked);
  const placed = placeOpinions(
    {
      text,
      sentences: sentencesAround(text, mentions),
      mentions,
      entities: groupMentions(text, mentions, synonyms),
    },
    parseOpinions(lines).opinions,
    createGroupOf(synonyms, stemWord),
  );
  return {
    pairs: placed.pairs.map(
      ({ sourceMentionId, targetMentionId, opinion }) =>
        `${sourceMentionId}→${targetMentionId} ${opinion.label}`,
    ),
    unplaced: placed.unplaced.map(({ opinion, reason }) => `${opinion.line} ${reason}`),
  };
}

const marked =
  '😀 [Россия]LOC осудила [США]LOC.\r\n[США]LOC и [Россию]LOC ждёт [Кита\u0438\u0306]LOC. [Иран]LOC молчит.';

describe('placeOpinions', () => {
  it('finds every pair of mentions of the two entities that shares a sentence, in reading order', () => {
    expect(place(marked, 'россия, сша, neg, current')).toEqual({
      pairs: ['T1→T2 negative', 'T4→T3 negative'],
      unplaced: [],
    });
  });

  it('knows names by synonyms, in any case and form', () => {
    const synonyms = [['Соединённые Штаты', 'США']];
    expect(
      place(marked, 'Соединенных Штатов, Россией, pos, current\nсоединённые штаты, Китай, neu', synonyms),
    ).toEqual({
      pairs: ['T2→T1 positive', 'T3→T4 positive', 'T3→T5 neutral'],
      unplaced: [],
    });
  });

  it('says which opinions have no place, and why', () => {
    const lines = [
      'Куба, США, pos',
      'США, Куба, pos',
      'Россия, Россию, pos',
      'Россия, Иран, neg',
      'Россия, США, neg',
      'России, США, pos',
    ];
    expect(place(marked, lines.join('\n'))).toEqual({
      pairs: ['T1→T2 negative', 'T4→T3 negative'],
      unplaced: ['1 no-source', '2 no-target', '3 one-entity', '4 no-sentence', '6 repeated'],
    });
  });

  it('finds a name with a comma as the format writes it', () => {
    expect(
      place(
        '[Иванов, Пётр]PER и [США]LOC',
        formatOpinions([{ source: 'Иванов, Пётр', target: 'США', label: 'positive' }]),
      ).pairs,
    ).toEqual(['T1→T2 positive']);
  });

  it('places most opinions of RuSentRel, and gathering them again gives the same', () => {
    const { groups } = parseSynonyms(readRuSentRel('synonyms.txt'));
    const groupOf = createGroupOf(groups, stemWord);
    const counts: Record<string, number> = { opinions: 0, pairs: 0 };
    const count = (name: string, by: number) => {
      counts[name] = (counts[name] ?? 0) + by;
    };
    for (const number of ruSentRelNumbers()) {
      const { text, mentions } = readRuSentRelMentions(number);
      const entities = groupMentions(text, mentions, groups);
      const { opinions } = parseOpinions(readRuSentRel(`art${number}.opin.txt`));
      const { pairs, unplaced } = placeOpinions(
        { text, sentences: rusentrelSentences(text), mentions, entities },
        opinions,
        groupOf,
      );
      count('opinions', opinions.length);
      count('pairs', pairs.length);
      for (const { reason } of unplaced) count(reason, 1);
      const attitudes = pairs.map(({ opinion, ...pair }) => ({ ...pair, label: opinion.label }));
      const gathered = annotatedOpinions(attitudes, entities);
      expect(gathered.filter(({ opposition }) => opposition > 0)).toEqual([]);
      expect(gathered).toHaveLength(opinions.length - unplaced.length);
    }
    expect(counts).toEqual({
      opinions: 566,
      pairs: 1267,
      'no-source': 8,
      'no-target': 17,
      'no-sentence': 88,
    });
  });
});
