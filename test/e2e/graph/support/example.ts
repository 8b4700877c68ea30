import type { Attitude, Entity, EntityMention, Extraction } from '../../../../src/core/annotations.ts';
import type { Span } from '../../../../src/core/span.ts';

/** A text made up for the tests: a line a sentence, mentions as `[form|entity]`, then who holds what towards whom. */
const article = `
[Россия|РФ] обвинила [США|США] и [НАТО|НАТО] в подготовке провокаций у своих границ 🛰. РФ-США:0.97 РФ-НАТО:0.91
[МИД России|МИД] назвал заявления [Вашингтона|США] «безответственными». МИД-США:0.94
[Генеральный секретарь НАТО Йенс Столтенберг|Столтенберг] в ответ поддержал [Украину|Украина] и осудил действия [Москвы|РФ]. Столтенберг+Украина:0.96 Столтенберг-РФ:0.93
[Президент США Джо Байден|Байден] заверил [Киев|Украина] в полной поддержке [Соединённых Штатов|США]. Байден+Украина:0.95 США+Украина:0.88
[Сергей Лавров|Лавров] резко раскритиковал [Байдена|Байден] и [Столтенберга|Столтенберг]. Лавров-Байден:0.92 Лавров-Столтенберг:0.9
[Китай|Китай] выступил на стороне [России|РФ], а [Пекин|Китай] предостерёг [США|США] от эскалации. Китай+РФ:0.86 Китай-США:0.77
[Иран|Иран] приветствовал позицию [Китая|Китай] и [Москвы|РФ]. Иран+Китай:0.81 Иран+РФ:0.84
[Тегеран|Иран] вновь назвал санкции [США|США] «экономическим терроризмом». Иран-США:0.98
[Европейский союз|ЕС] солидарен с [Украиной|Украина] и с [США|США]. ЕС+Украина:0.93 ЕС+США:0.79
[Брюссель|ЕС] ввёл новые санкции против [России|РФ]. ЕС-РФ:0.95
[Виктор Орбан|Орбан] раскритиковал санкции [Евросоюза|ЕС], но похвалил [Россию|РФ]. Орбан-ЕС:0.82 Орбан+РФ:0.58
[Лавров|Лавров] поблагодарил [Орбана|Орбан] за «здравый смысл». Лавров+Орбан:0.74
[Украина|Украина] требует ответственности [России|РФ]; [Киев|Украина] благодарен [НАТО|НАТО]. Украина-РФ:0.99 Украина+НАТО:0.89
[Россия|РФ] считает [Украину|Украина] «антироссийским проектом». РФ-Украина:0.96
[США|США] обвинили [Россию|РФ] в шантаже. США-РФ:0.94
[Вашингтон|США] снова осудил действия [Москвы|РФ]. США-РФ:0.9
Переговоры прошли в [Женеве|Женева] при участии [Международного комитета по расследованию обстоятельств инцидента|Комитет].
[Сирия|Сирия] поддержала [Израиль|Израиль]? Нет: [Дамаск|Сирия] осудил удары [Израиля|Израиль]. Сирия-Израиль:0.87
`;

const types: ReadonlyMap<string, string> = new Map([
  ['РФ', 'GEOPOLIT'],
  ['США', 'GEOPOLIT'],
  ['Украина', 'GEOPOLIT'],
  ['Китай', 'GEOPOLIT'],
  ['Иран', 'GEOPOLIT'],
  ['Сирия', 'GEOPOLIT'],
  ['Израиль', 'GEOPOLIT'],
  ['НАТО', 'ORG'],
  ['МИД', 'ORG'],
  ['ЕС', 'ORG'],
  ['Комитет', 'ORG'],
  ['Столтенберг', 'PER'],
  ['Байден', 'PER'],
  ['Лавров', 'PER'],
  ['Орбан', 'PER'],
  ['Женева', 'LOC'],
]);

/** Names of entities whose first mention stands in another case. */
const commonNames: ReadonlyMap<string, string> = new Map([
  ['Украина', 'Украина'],
  ['Израиль', 'Израиль'],
  ['Женева', 'Женева'],
  ['Комитет', 'Международный комитет по расследованию обстоятельств инцидента'],
]);

/** A document with what was extracted from it. */
export interface Example {
  readonly text: string;
  readonly extraction: Extraction;
}

/** A Russian article with 16 entities of all types, positive, negative, mutual, unsure and missing attitudes. */
export function russianExample(): Example {
  const sentences: Span[] = [];
  const mentions: EntityMention[] = [];
  const mentionIds = new Map<string, string[]>();
  const names = new Map<string, string>();
  const attitudes: Attitude[] = [];
  let text = '';

  for (const line of article.trim().split('\n')) {
    const start = text.length;
    const here = new Map<string, string>();
    const [words = '', ...claims] = line.split(/ (?=[^ ]+[-+][^ ]+:[\d.]+)/u);
    for (const [piece, form, entity] of words.matchAll(/\[([^|]+)\|([^\]]+)\]|[^[]+/gu)) {
      if (form === undefined || entity === undefined) {
        text += piece;
        continue;
      }
      const id = `T${mentions.length + 1}`;
      mentions.push({
        id,
        span: { start: text.length, end: text.length + form.length },
        type: types.get(entity) ?? 'PER',
      });
      mentionIds.set(entity, [...(mentionIds.get(entity) ?? []), id]);
      names.set(entity, commonNames.get(entity) ?? names.get(entity) ?? form);
      if (!here.has(entity)) here.set(entity, id);
      text += form;
    }
    sentences.push({ start, end: text.length });
    for (const claim of claims) {
      const [, source = '', sign, target = '', probability] = /^(.+)([-+])(.+):([\d.]+)$/u.exec(claim) ?? [];
      attitudes.push({
        sourceMentionId: here.get(source) ?? `${source} of ${claim}`,
        targetMentionId: here.get(target) ?? `${target} of ${claim}`,
        label: sign === '+' ? 'positive' : 'negative',
        probability: Number(probability),
        sentenceIndex: sentences.length - 1,
      });
    }
    text += '\r\n';
  }
  const entities = [...mentionIds].map(
    ([entity, ids], index): Entity => ({
      id: `E${index + 1}`,
      name: names.get(entity) ?? entity,
      type: types.get(entity) ?? 'PER',
      mentionIds: ids,
    }),
  );
  return { text, extraction: { sentences, mentions, entities, attitudes, opinions: [], problems: [] } };
}
