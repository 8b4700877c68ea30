import type { EntityType } from './annotations.ts';

/** The group of types that share a colour, the same in the text, the lists and the graph. */
export type TypeFamily = 'person' | 'organisation' | 'place' | 'geopolitical' | 'other';

/** All families. */
export const typeFamilies: readonly TypeFamily[] = [
  'person',
  'organisation',
  'place',
  'geopolitical',
  'other',
];

/** The family of a type; types that are not ours share one. */
export function typeFamily(type: EntityType): TypeFamily {
  switch (type) {
    case 'PER':
      return 'person';
    case 'ORG':
      return 'organisation';
    case 'LOC':
      return 'place';
    case 'GEOPOLIT':
      return 'geopolitical';
    default:
      return 'other';
  }
}
