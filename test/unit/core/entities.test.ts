import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntityMention } from '../../../src/core/annotations.ts';
import { groupMentions } from '../../../src/core/entities.ts';
import { SynonymIndex } from '../../../src/core/synonymIndex.ts';
import { parseSynonyms } from '../../../src/core/synonyms.ts';
import { cpuTime } from './cpuTime.ts';
import { parseMentions } from './markedMentions.ts';
import { readRuSentRel, readRuSentRelMentions, ruSentRelNumbers } from './rusentrel.ts';

/** The entities as `name: spelling, spelling`, in their order. */
function group(marked: string, synonyms?: readonly (readonly string[])[]): string[] {
  const { text, mentions } = parseMentions(marked);
  const values = new Map(mentions.map(({ id, span }) => [id, text.slice(span.start, span.end)]));
  return groupMentions(text, mentions, synonyms).map(
    ({ name, mentionIds }) => `${name}: ${mentionIds.map((id) => values.get(id)).join(', ')}`,
  );
}

type Case = readonly [marked: string, ...entities: string[]];

const cases: Record<string, readonly Case[]> = {
  'joins the cases of a name': [
    ['[Россия]LOC, [России]LOC и [Россией]LOC', 'Россия: Россия, России, Россией'],
    ['[Иран]LOC и [Ирак]LOC, [Ираном]LOC, [Ираком]LOC', 'Иран: Иран, Ираном', 'Ирак: Ирак, Ираком'],
    ['[Крым]LOC, [Крыма]LOC, [Крымом]LOC', 'Крым: Крым, Крыма, Крымом'],
    ['о [Медведеве]PER, [Медведев]PER, [Медведевым]PER', 'Медведев: Медведеве, Медведев, Медведевым'],
    ['[Павел]PER, [Павла]PER', 'Павел: Павел, Павла'],
    ['в [МИДе]ORG, [МИД]ORG, [МИДа]ORG', 'МИД: МИДе, МИД, МИДа'],
    ['[Санкт-Петербург]LOC в [Санкт-Петербурге]LOC', 'Санкт-Петербург: Санкт-Петербург, Санкт-Петербурге'],
  ],
  'joins the cases of names of several words': [
    [
      'в [Саудовской Аравии]LOC, [Саудовская Аравия]LOC и [Саудовскую  Аравию]LOC',
      'Саудовская Аравия: Саудовской Аравии, Саудовская Аравия, Саудовскую  Аравию',
    ],
  ],
  'pays no heed to capitals, ё, quotation marks and Latin letters that look Cyrillic': [
    ['[РОССИЯ]LOC и [Россия]LOC, [Россия]LOC', 'Россия: РОССИЯ, Россия, Россия'],
    ['[Орёл]LOC, [Орел]LOC', 'Орёл: Орёл, Орел'],
    ['[«Газпром»]ORG и [Газпром]ORG, [Газпрома]ORG', '«Газпром»: «Газпром», Газпром, Газпрома'],
    ['[НАТО]ORG и [НAТО]ORG', 'НАТО: НАТО, НAТО'],
  ],
  'shows the nominative where there is one, else the most frequent spelling': [
    ['[Трампа]PER и [Трампа]PER. [Трамп]PER', 'Трамп: Трампа, Трампа, Трамп'],
    ['в [Москве]LOC, из [Москвы]LOC, [Москвы]LOC', 'Москвы: Москве, Москвы, Москвы'],
  ],
  'joins the names of one person': [
    [
      '[Владимир Путин]PER. [Путин]PER, [В. В. Путин]PER, [В.Путин]PER, [Путина В. В.]PER, [Владимира Владимировича]PER',
      'Владимир Путин: Владимир Путин, Путин, В. В. Путин, В.Путин, Путина В. В., Владимира Владимировича',
    ],
    ['[Барак Обама]PER, [Обамы]PER, [Обаме]PER', 'Барак Обама: Барак Обама, Обамы, Обаме'],
    ['[Марин Ле Пен]PER и [Ле Пен]PER', 'Марин Ле Пен: Марин Ле Пен, Ле Пен'],
    ['[Си Цзиньпин]PER, [Си]PER', 'Си Цзиньпин: Си Цзиньпин, Си'],
    ['[Башара аль-Асада]PER, [Асад]PER, [Асада]PER', 'Асад: Башара аль-Асада, Асад, Асада'],
    ['[Путин Владимир]PER, [Владимира Путина]PER', 'Путин Владимир: Путин Владимир, Владимира Путина'],
    ['[Виктор Янукович]PER, [Януковичем]PER', 'Виктор Янукович: Виктор Янукович, Януковичем'],
    [
      '[Йенс Столтенберг (Jens Stoltenberg]PER), [Столтенберга]PER',
      'Йенс Столтенберг (Jens Stoltenberg: Йенс Столтенберг (Jens Stoltenberg, Столтенберга',
    ],
  ],
  'keeps persons of one surname apart': [
    [
      '[Владимир Путин]PER и [Людмила Путина]PER. [Путин]PER, [Путина]PER и [Путиной]PER',
      'Владимир Путин: Владимир Путин, Путин, Путина',
      'Людмила Путина: Людмила Путина, Путиной',
    ],
    ['[Джордж Буш]PER, [Джон Буш]PER и [Буш]PER', 'Джордж Буш: Джордж Буш', 'Джон Буш: Джон Буш', 'Буш: Буш'],
    ['[Д. Путин]PER и [Владимир Путин]PER', 'Д. Путин: Д. Путин', 'Владимир Путин: Владимир Путин'],
    ['[Хафез Асад]PER и [Башар Асад]PER', 'Хафез Асад: Хафез Асад', 'Башар Асад: Башар Асад'],
  ],
  'joins abbreviations with what they stand for': [
    [
      '[Министерство внутренних дел]ORG и [МВД]ORG',
      'Министерство внутренних дел: Министерство внутренних дел, МВД',
    ],
    [
      '[Соединённых Штатов Америки]LOC, [США]LOC, [Соединённые Штаты]LOC',
      'США: Соединённых Штатов Америки, США, Соединённые Штаты',
    ],
    ['[РФ]LOC и [Россия]LOC', 'РФ: РФ, Россия'],
    ['[Радикальная фракция]ORG и [РФ]LOC', 'Радикальная фракция: Радикальная фракция', 'РФ: РФ'],
    [
      'в [Организации Объединённых Наций]ORG, [Организация Объединённых Наций]ORG',
      'Организация Объединённых Наций: Организации Объединённых Наций, Организация Объединённых Наций',
    ],
    [
      '[Народный фронт]ORG и [Национальный фонд]ORG, [НФ]ORG',
      'Народный фронт: Народный фронт',
      'Национальный фонд: Национальный фонд',
      'НФ: НФ',
    ],
    [
      '[Демократическая партия курдов]ORG ([ДЕМПК]ORG) и [ДЕМПК]ORG',
      'ДЕМПК: Демократическая партия курдов, ДЕМПК, ДЕМПК',
    ],
  ],
  'joins an organisation with its name in quotation marks': [
    ['[ОАО «Газпром»]ORG, [Газпрома]ORG', 'ОАО «Газпром»: ОАО «Газпром», Газпрома'],
    [
      '[партия "Единая Россия"]ORG, [Россия]LOC',
      'партия "Единая Россия": партия "Единая Россия"',
      'Россия: Россия',
    ],
  ],
  'keeps persons and other names apart': [
    ['[Вашингтон]PER в [Вашингтоне]LOC', 'Вашингтон: Вашингтон', 'Вашингтоне: Вашингтоне'],
    ['[Россия]LOC и [Россия]GEOPOLIT, [Россия]ORG', 'Россия: Россия, Россия, Россия'],
    ['[Союз]SHIP и [Союз]ORG', 'Союз: Союз', 'Союз: Союз'],
  ],
};

describe('groupMentions', () => {
  for (const [title, examples] of Object.entries(cases)) {
    it.each(examples)(`${title}: %s`, (marked, ...entities) => {
      expect(group(marked)).toEqual(entities);
    });
  }

  it('follows the synonyms given, across types and against its own rules', () => {
    const synonyms = [['москва', 'кремль', 'россия'], ['рф'], ['путин'], ['владимир путин']];
    expect(
      group('[Кремль]ORG и [Москвой]LOC, [Россия]LOC, [РФ]LOC, [Путина]PER, [Владимир Путин]PER', synonyms),
    ).toEqual([
      'Кремль: Кремль, Москвой, Россия',
      'РФ: РФ',
      'Путина: Путина',
      'Владимир Путин: Владимир Путин',
    ]);
  });

  it('joins with a group of synonyms what its own rules find', () => {
    expect(
      group('[Путин]PER, [президент России]PER и [Владимир Путин]PER', [['путин', 'президент россии']]),
    ).toEqual(['Путин: Путин, президент России, Владимир Путин']);
  });

  it('names entities after their first mentions, in the order of the text', () => {
    const { text, mentions } = parseMentions('[ООН]ORG, [Россия]LOC, [ООН]ORG');
    const given = [...mentions].reverse();
    expect(groupMentions(text, given)).toEqual([
      { id: 'ET1', name: 'ООН', type: 'ORG', mentionIds: ['T1', 'T3'] },
      { id: 'ET2', name: 'Россия', type: 'LOC', mentionIds: ['T2'] },
    ]);
  });

  it('gives an entity the most frequent of its types', () => {
    const { text, mentions } = parseMentions('[Россия]LOC, [Россия]GEOPOLIT, [Россия]GEOPOLIT');
    expect(groupMentions(text, mentions)[0]?.type).toBe('GEOPOLIT');
  });

  it('reads the pieces of a discontinuous mention as one name', () => {
    const text = 'Южная и Северная Корея. Южную Корею';
    const mentions: EntityMention[] = [
      {
        id: 'T1',
        type: 'LOC',
        span: { start: 0, end: 22 },
        fragments: [
          { start: 0, end: 5 },
          { start: 17, end: 22 },
        ],
      },
      { id: 'T2', type: 'LOC', span: { start: 24, end: 35 } },
    ];
    expect(groupMentions(text, mentions)).toEqual([
      { id: 'ET1', name: 'Южная Корея', type: 'LOC', mentionIds: ['T1', 'T2'] },
    ]);
  });

  it('finds the synonyms of RuSentRel without its file, with precision of 0.98 and recall of 0.88 of pairs of mentions', () => {
    const index = new SynonymIndex(parseSynonyms(readRuSentRel('synonyms.txt')).groups);
    const count = { right: 0, found: 0, wanted: 0 };
    for (const number of ruSentRelNumbers()) {
      const { text, mentions } = readRuSentRelMentions(number);
      const entityIds = new Map(
        groupMentions(text, mentions).flatMap(({ id, mentionIds }) => mentionIds.map((each) => [each, id])),
      );
      const known = mentions
        .map(({ id, span }) => ({
          entityId: entityIds.get(id),
          group: index.groupOf(text.slice(span.start, span.end)),
        }))
        .filter(({ group }) => group !== undefined);
      for (const [position, one] of known.entries()) {
        for (const other of known.slice(position + 1)) {
          const isFound = one.entityId === other.entityId;
          const isWanted = one.group === other.group;
          count.found += Number(isFound);
          count.wanted += Number(isWanted);
          count.right += Number(isFound && isWanted);
        }
      }
    }
    // 0.991 and 0.893. Four fifths of what is missed is `Европа` for `ЕС`, a custom of this corpus;
    // among what is wrong are names whose cases stand in different groups of its file.
    expect(count.right / count.found).toBeGreaterThan(0.98);
    expect(count.right / count.wanted).toBeGreaterThan(0.88);
  });

  const name = fc.oneof(
    fc.constantFrom('Путин', 'Путина', 'В. Путин', 'Владимир Путин', 'США', 'сша', '«»', '…', '🎉', '(ООН'),
    fc.string({ unit: 'binary', maxLength: 8 }).filter((value) => !/[[\]]/.test(value)),
  );
  const type = fc.constantFrom('PER', 'LOC', 'ORG', 'OTHER');
  it('puts every mention into one entity, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, type), { maxLength: 20 }), (names) => {
        const { text, mentions } = parseMentions(
          names.map(([value, each]) => `[${value}]${each}`).join(' и '),
        );
        const entities = groupMentions(text, mentions);
        const ids = entities.flatMap(({ mentionIds }) => mentionIds);
        expect([...ids].sort()).toEqual(mentions.map(({ id }) => id).sort());
        for (const { id, mentionIds } of entities) expect(id).toBe(`E${mentionIds[0]}`);
      }),
    );
  });

  it('groups equal spellings of one type together', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 10 }), (names) => {
        const twice = [...names, ...names];
        const { text, mentions } = parseMentions(twice.map((value) => `[${value}]ORG`).join(' и '));
        const entityIds = new Map(
          groupMentions(text, mentions).flatMap(({ id, mentionIds }) => mentionIds.map((each) => [each, id])),
        );
        for (const index of names.keys()) {
          expect(entityIds.get(`T${index + 1}`)).toBe(entityIds.get(`T${index + 1 + names.length}`));
        }
      }),
    );
  });

  it('groups 10,000 mentions of 1,000 names in proportion to a tenth of them', () => {
    const syllables = ['ка', 'ро', 'ми', 'ста', 'ву', 'ле', 'гор', 'нов', 'тин', 'ски'];
    const nameAt = (index: number) =>
      [...String(index)]
        .map((digit) => syllables[Number(digit)])
        .join('')
        .replace(/^./, (c) => c.toUpperCase());
    const time = (count: number) => {
      const marked = Array.from({ length: count * 10 }, (_, index) => `[${nameAt(index % count)}]PER`).join(
        ' ',
      );
      const { text, mentions } = parseMentions(marked);
      return cpuTime(() => groupMentions(text, mentions));
    };
    time(100);
    expect(time(1000)).toBeLessThan(40 * time(100) + 50);
  });
});
