import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupMentions } from '../../../src/core/entities.ts';
import { parseSynonyms } from '../../../src/core/synonyms.ts';
import { mergeEntities, moveNames, splitEntity } from '../../../src/core/synonymsEdit.ts';
import { parseMentions } from './markedMentions.ts';

/** The entities as the file groups them, each as its mentions' words. */
function grouped(marked: string, synonyms: string): string[] {
  const { text, mentions } = parseMentions(marked);
  const words = new Map(mentions.map(({ id, span }) => [id, text.slice(span.start, span.end)]));
  return groupMentions(text, mentions, parseSynonyms(synonyms).groups).map(({ mentionIds }) =>
    mentionIds.map((id) => words.get(id)).join(' '),
  );
}

interface Case {
  readonly marked: string;
  readonly synonyms?: string;
  /** Mentions `T1`, … that the person chose. */
  readonly ids: readonly string[];
  readonly expected: string;
  readonly entities: readonly string[];
}

const text = '[США]LOC и 🙂 [Вашингтону]LOC.\r\nВ [Вашингтоне]LOC [Америку]LOC, [Иран]LOC';

const merges: Record<string, Case> = {
  'begins a file': {
    marked: text,
    ids: ['T1', 'T2'],
    expected: 'США, Вашингтону\n',
    entities: ['США Вашингтону Вашингтоне Америку', 'Иран'],
  },
  'adds a name to the line of the other, which stays as it is written': {
    marked: text,
    synonyms: '\ufeffКита\u0438\u0306,КНР\r\n  Иран , ИРИ\r\n,,\r\nРоссия',
    ids: ['T1', 'T5'],
    expected: '\ufeffКита\u0438\u0306,КНР\r\n  Иран , ИРИ, США\r\n,,\r\nРоссия',
    entities: ['США Америку Иран', 'Вашингтону Вашингтоне'],
  },
  'joins two lines': {
    marked: text,
    synonyms: 'Иран,ИРИ,\nКитай\nсша, штаты\nВашингтон',
    ids: ['T1', 'T5'],
    expected: 'Иран,ИРИ, сша, штаты\nКитай\nВашингтон',
    entities: ['США Америку Иран', 'Вашингтону Вашингтоне'],
  },
  'writes a name with a comma so that it can be read': {
    marked: '[Ларсен, Тубро]ORG и [Л и Т]ORG',
    ids: ['T1', 'T2'],
    expected: 'Ларсен Тубро, Л и Т\n',
    entities: ['Ларсен, Тубро Л и Т'],
  },
  'keeps apart what the new line would draw in': {
    marked: '[Россия]LOC, [Росс]PER и [Москва]LOC',
    ids: ['T1', 'T3'],
    expected: 'Россия, Москва\nРосс\n',
    entities: ['Россия Москва', 'Росс'],
  },
  'takes names out of a later line, which would count': {
    marked: '[Тегеран]LOC и [Иран]LOC',
    synonyms: 'Иран, ИРИ\nПерсия, Шах\nИран\n',
    ids: ['T1', 'T2'],
    expected: 'Иран, ИРИ\nПерсия, Шах\nИран, Тегеран\n',
    entities: ['Тегеран Иран'],
  },
};

const splits: Record<string, Case> = {
  'takes a name with all its cases out': {
    marked: text,
    ids: ['T4'],
    expected: 'США\nАмерику\n',
    entities: ['США', 'Вашингтону Вашингтоне', 'Америку', 'Иран'],
  },
  'moves the name that the file has': {
    marked: text,
    synonyms: 'США, Америка, Штаты\r\nИран\r\n',
    ids: ['T4'],
    expected: 'США, Штаты\r\nИран\r\nАмерика, Америку\r\n',
    entities: ['США', 'Вашингтону Вашингтоне', 'Америку', 'Иран'],
  },
  'takes a spelling out of its name': {
    marked: '[Путин]PER, [Путина]PER и [Путина]PER, [Путину]PER',
    ids: ['T2'],
    expected: 'Путин\nПутина\n',
    entities: ['Путин Путину', 'Путина Путина'],
  },
  'leaves a line to what stays': {
    marked: '[США]LOC и [Америка]LOC',
    synonyms: 'Америка',
    ids: ['T2'],
    expected: 'США\nАмерика\n',
    entities: ['США', 'Америка'],
  },
  'keeps the line ends of a file none of whose lines stays': {
    marked: '[Путина]LOC и [Путин]LOC, [КНР]LOC',
    synonyms: 'КНР,Путин\r\n',
    ids: ['T2', 'T3'],
    expected: 'Путина\r\nКНР, Путин\r\n',
    entities: ['Путина', 'Путин КНР'],
  },
  'separates persons whom a rule would join': {
    marked: '[Владимир Путин]PER и [Путин]PER, [Путина]PER',
    ids: ['T2'],
    expected: 'Владимир Путин\nПутин\n',
    entities: ['Владимир Путин', 'Путин Путина'],
  },
};

describe('mergeEntities', () => {
  test.each(Object.entries(merges))('%s', (_title, { marked, synonyms = '', ids, expected, entities }) => {
    const { text: plain, mentions } = parseMentions(marked);
    const edit = mergeEntities(synonyms, plain, mentions, new Set(ids));
    expect(edit).toEqual({ text: expected, unsettled: [] });
    expect(grouped(marked, edit?.text ?? '')).toEqual(entities);
  });

  test('has nothing to do for one entity', () => {
    const { text: plain, mentions } = parseMentions(text);
    expect(mergeEntities('', plain, mentions, new Set(['T2', 'T3']))).toBeUndefined();
  });

  test('tells what the file cannot keep apart', () => {
    const { text: plain, mentions } = parseMentions(
      '[Вашингтон]PER в [Вашингтоне]LOC и [Вашингтон]LOC, [США]LOC',
    );
    expect(mergeEntities('', plain, mentions, new Set(['T2', 'T4']))?.unsettled).toContain('Вашингтон');
  });
});

describe('splitEntity', () => {
  test.each(Object.entries(splits))('%s', (_title, { marked, synonyms = '', ids, expected, entities }) => {
    const { text: plain, mentions } = parseMentions(marked);
    const edit = splitEntity(synonyms, plain, mentions, new Set(ids));
    expect(edit).toEqual({ text: expected, unsettled: [] });
    expect(grouped(marked, edit?.text ?? '')).toEqual(entities);
  });

  test('cannot take out all that there is', () => {
    const { text: plain, mentions } = parseMentions('[США]LOC 🙂 [США]LOC и [Иран]LOC');
    expect(splitEntity('', plain, mentions, new Set(['T1']))).toBeUndefined();
    expect(splitEntity('', plain, mentions, new Set(['T1', 'T3']))).toBeUndefined();
  });
});

describe('moveNames', () => {
  test.each([
    [
      'takes a name from one entity to another',
      'США, Америка\r\nИран\r\n',
      'США\r\nИран, Америка, Америку\r\n',
    ],
    [
      'moves an entity that has no other name',
      'США, Америка\nИран, Вашингтон\n',
      'США\nИран, Вашингтон, Америка, Америку\n',
    ],
  ])('%s', (_title, synonyms, expected) => {
    const { text: plain, mentions } = parseMentions(text);
    const edit = moveNames(synonyms, plain, mentions, new Set(['T4']), new Set(['T5']));
    expect(edit).toEqual({ text: expected, unsettled: [] });
  });

  test('moves all of an entity that has a single spelling', () => {
    const { text: plain, mentions } = parseMentions(text);
    const edit = moveNames('', plain, mentions, new Set(['T5']), new Set(['T2']));
    expect(edit?.text).toBe('Вашингтону, Иран\n');
  });
});

const name = fc.constantFrom(
  'США',
  'Америка',
  'Америку',
  'Россия',
  'России',
  'РФ',
  'Путин',
  'Путина',
  'Владимир Путин',
  'В. В. Путин',
  'Росс',
  'ОАО «Газпром»',
  'Газпром',
  'Кита\u0438\u0306',
  'КНР',
  'ООН',
  'Организация Объединённых Наций',
  '🙂',
);
const mention = fc.tuple(name, fc.constantFrom('LOC', 'PER', 'ORG'));
const file = fc.array(
  fc.array(name, { maxLength: 3 }).map((names) => names.join(',')),
  { maxLength: 5 },
);

describe('whatever the text and the file', () => {
  const check = (
    edit: typeof mergeEntities,
    [marks, lines, end, numbers]: [[string, string][], string[], string, number[]],
    wanted: (before: readonly Set<string>[], ids: ReadonlySet<string>) => readonly Set<string>[] | undefined,
  ) => {
    const { text: plain, mentions } = parseMentions(
      marks.map(([word, type]) => `[${word}]${type}`).join(' и '),
    );
    const ids = new Set(numbers.map((number) => `T${(number % marks.length) + 1}`));
    const before = partition(plain, mentions, lines.join(end));
    const edited = edit(lines.join(end), plain, mentions, ids);
    if (!edited) return;
    const isOneFamily = new Set(marks.map(([, type]) => type === 'PER')).size === 1;
    if (isOneFamily) expect(edited.unsettled).toEqual([]);
    if (edited.unsettled.length > 0) return;
    const after = partition(plain, mentions, edited.text);
    const expected = wanted(before, ids);
    if (expected) expect(sorted(after)).toEqual(sorted(expected));
    if (lines.length > 1) expect(edited.text.replaceAll(end, '')).not.toMatch(/[\r\n]/);
  };
  const inputs = fc.tuple(
    fc.array(mention, { minLength: 1, maxLength: 8 }),
    file,
    fc.constantFrom('\r\n', '\n'),
    fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  );

  test('merging makes one entity of those that were chosen, and leaves the others', () => {
    fc.assert(
      fc.property(inputs, (input) =>
        check(mergeEntities, input, (before, ids) => {
          const isChosen = (part: Set<string>) => [...part].some((id) => ids.has(id));
          const merged = new Set(before.filter(isChosen).flatMap((part) => [...part]));
          return [merged, ...before.filter((part) => !isChosen(part))];
        }),
      ),
    );
  });

  test('splitting makes two of one, one of which holds what was chosen', () => {
    fc.assert(
      fc.property(inputs, (input) =>
        check(splitEntity, input, (before, ids) => {
          const whole = before.find((part) => [...part].some((id) => ids.has(id)));
          expect(whole && [...ids].every((id) => whole.has(id))).toBe(true);
          return undefined;
        }),
      ),
    );
  });
});

function partition(
  plain: string,
  mentions: Parameters<typeof groupMentions>[1],
  synonyms: string,
): Set<string>[] {
  return groupMentions(plain, mentions, parseSynonyms(synonyms).groups).map(
    ({ mentionIds }) => new Set(mentionIds),
  );
}

function sorted(parts: readonly Set<string>[]): string[] {
  return parts.map((part) => [...part].sort().join(' ')).sort();
}
