import { env, l10n } from 'vscode';

/** The plural forms that English and Russian need between them; English has `few` and `many` alike. */
interface Forms {
  readonly one: string;
  readonly few: string;
  readonly many: string;
}

/** By language, each made once: making one takes as long as a hundred uses. */
const pluralRules = new Map<string, Intl.PluralRules>();
const percentFormats = new Map<string, Intl.NumberFormat>();

function choose(count: number, forms: Forms): string {
  const { language } = env;
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language);
  pluralRules.set(language, rules);
  const category = rules.select(count);
  if (category === 'one') return forms.one;
  return category === 'few' ? forms.few : forms.many;
}

/** "14 entities" in the language of the editor. */
export function entityCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} entity', count),
    few: l10n.t({ message: '{0} entities', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} entities', args: [count], comment: ['5 and more'] }),
  });
}

/** "12 mentions". */
export function mentionCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} mention', count),
    few: l10n.t({ message: '{0} mentions', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} mentions', args: [count], comment: ['5 and more'] }),
  });
}

/** "4 attitudes". */
export function attitudeCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} attitude', count),
    few: l10n.t({ message: '{0} attitudes', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} attitudes', args: [count], comment: ['5 and more'] }),
  });
}

/** "3 sentences". */
export function sentenceCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} sentence', count),
    few: l10n.t({ message: '{0} sentences', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} sentences', args: [count], comment: ['5 and more'] }),
  });
}

/** "281 samples". */
export function sampleCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} sample', count),
    few: l10n.t({ message: '{0} samples', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} samples', args: [count], comment: ['5 and more'] }),
  });
}

/** "12 suggestions". */
export function suggestionCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} suggestion', count),
    few: l10n.t({ message: '{0} suggestions', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} suggestions', args: [count], comment: ['5 and more'] }),
  });
}

/** "5 opinions". */
export function opinionCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} opinion', count),
    few: l10n.t({ message: '{0} opinions', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} opinions', args: [count], comment: ['5 and more'] }),
  });
}

/** "42 documents". */
export function documentCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} document', count),
    few: l10n.t({ message: '{0} documents', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} documents', args: [count], comment: ['5 and more'] }),
  });
}

/** "94 %", with the space that the language of the editor wants. */
export function percent(probability: number): string {
  const { language } = env;
  const format = percentFormats.get(language) ?? new Intl.NumberFormat(language, { style: 'percent' });
  percentFormats.set(language, format);
  return format.format(probability);
}

/** "34 disagreements" of two annotators. */
export function disagreementCount(count: number): string {
  return choose(count, {
    one: l10n.t('{0} disagreement', count),
    few: l10n.t({ message: '{0} disagreements', args: [count], comment: ['2, 3, 4'] }),
    many: l10n.t({ message: '{0} disagreements', args: [count], comment: ['5 and more'] }),
  });
}
