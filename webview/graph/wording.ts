import type { RelationEdge, RelationGraph, RelationNode } from '../../src/core/relationGraph.ts';
import type { GraphStrings, PluralForms } from '../../src/protocol/graphStrings.ts';
import type { Sign } from './filter.ts';

/** Says numbers and entities in the language of the host's strings. */
export interface Wording {
  readonly strings: GraphStrings;
  /** A probability as whole per cent. */
  percent(probability: number): string;
  /** Whether an attitude is confirmed, else how probable it is. */
  certainty(edge: RelationEdge): string;
  /** A number with its noun. */
  counted(forms: PluralForms, count: number): string;
  /** An entity type as people call it. */
  typeName(type: string): string;
  signName(sign: Sign): string;
  /** A line about an entity: name, type, mentions. */
  describeNode(node: RelationNode): string;
  /** A line about an attitude: who, sign, whom, how certain, sentences. */
  describeEdge(edge: RelationEdge, graph: RelationGraph): string;
}

/** The mark of a sign; the minus is as wide as the plus. */
export function signMark(sign: Sign): '+' | '−' {
  return sign === 'positive' ? '+' : '−';
}

/** Puts `values` where the template says `{0}`, `{1}`, …. */
export function fill(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

/** The wording for these strings. */
export function createWording(strings: GraphStrings): Wording {
  const percentage = new Intl.NumberFormat(strings.locale, { style: 'percent' });
  const number = new Intl.NumberFormat(strings.locale);
  const rules = new Intl.PluralRules(strings.locale);
  const percent = (probability: number): string => percentage.format(probability);
  const counted = (forms: PluralForms, count: number): string => {
    const category = rules.select(count);
    const form =
      category === 'one' || category === 'few' || category === 'many' ? forms[category] : forms.other;
    return fill(form, number.format(count));
  };
  const typeName = (type: string): string =>
    Object.hasOwn(strings.entityTypes, type) ? (strings.entityTypes[type] ?? type) : type;
  const signName = (sign: Sign): string => (sign === 'positive' ? strings.positive : strings.negative);
  const certainty = ({ confirmed, probability }: RelationEdge): string =>
    confirmed > 0 ? `✓ ${strings.confirmed}` : percent(probability);
  return {
    strings,
    percent,
    certainty,
    counted,
    typeName,
    signName,
    describeNode: ({ name, type, mentionIds }) =>
      [name, typeName(type), counted(strings.mentions, mentionIds.length)].join(', '),
    describeEdge: (edge, { nodes }) => {
      const { sourceId, targetId, label, sentences } = edge;
      const nameOf = (id: string): string => nodes.find((node) => node.id === id)?.name ?? '';
      const arrow = `${nameOf(sourceId)} → ${nameOf(targetId)}`;
      return [arrow, signName(label), certainty(edge), counted(strings.sentences, sentences.length)].join(
        ', ',
      );
    },
  };
}
