import { namesByLabel, typeName } from './bratAdd.ts';

/** Types that our models and RuSentRel know; they come first, in this order. */
export const ownTypes: readonly string[] = ['PER', 'ORG', 'LOC', 'GEOPOLIT'];

/** Colours of brat's page: calm backgrounds that black text stands well on. */
const backgrounds: Readonly<Record<string, string>> = {
  PER: '#d8c7f0',
  ORG: '#c3d6ff',
  LOC: '#cfe8c9',
  GEOPOLIT: '#ffe0b3',
};

const arcs = [
  { name: namesByLabel.positive, label: '+', color: '#1a7f37', dashArray: '' },
  { name: namesByLabel.negative, label: '\u2212', color: '#cf222e', dashArray: ', dashArray:3-3' },
  { name: namesByLabel.neutral, label: '0', color: '#6e7781', dashArray: ', dashArray:1-2' },
];

/**
 * The text of an `annotation.conf` that makes brat accept mentions of these types and attitudes between any two.
 * All four sections are there, as brat demands.
 */
export function bratAnnotationConf(types: readonly string[]): string {
  const relations = arcs.map(({ name }) => `${name}\tArg1:<ENTITY>, Arg2:<ENTITY>`);
  return sections([
    ['entities', allTypes(types)],
    ['relations', [...relations, '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>']],
    ['events', []],
    ['attributes', []],
  ]);
}

/** The text of a `visual.conf` that tells types apart by colour, and signs by colour, label and dash. */
export function bratVisualConf(types: readonly string[]): string {
  const spans = allTypes(types).map(
    (type) => `${type}\tfgColor:black, bgColor:${backgrounds[type] ?? '#e6e6e6'}, borderColor:darken`,
  );
  return sections([
    ['labels', arcs.map(({ name, label }) => `${name} | ${label}`)],
    [
      'drawing',
      [
        ...spans,
        ...arcs.map(
          ({ name, color, dashArray }) => `${name}\tcolor:${color}${dashArray}, arrowHead:triangle-5`,
        ),
      ],
    ],
  ]);
}

function allTypes(types: readonly string[]): readonly string[] {
  const others = [...new Set(types.map(typeName))].filter((type) => !ownTypes.includes(type));
  return [...ownTypes, ...others.sort()];
}

function sections(contents: readonly (readonly [string, readonly string[]])[]): string {
  return contents
    .map(([name, lines]) => `[${name}]\n${lines.map((line) => `${line}\n`).join('')}`)
    .join('\n');
}
