import { typeFamily } from '../../core/typeFamily.ts';

/** The icon, by its id, that stands for a type of entity. */
export function typeIcon(type: string): string {
  switch (typeFamily(type)) {
    case 'person':
      return 'person';
    case 'organisation':
      return 'organization';
    case 'place':
      return 'location';
    case 'geopolitical':
      return 'globe';
    case 'other':
      return 'symbol-misc';
  }
}
