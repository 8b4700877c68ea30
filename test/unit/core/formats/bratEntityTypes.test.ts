import { describe, expect, test } from 'vitest';
import { bratAnnotationConf } from '../../../../src/core/formats/bratConfig.ts';
import { bratEntityTypes } from '../../../../src/core/formats/bratEntityTypes.ts';

describe('bratEntityTypes', () => {
  test('reads types in their order, at whatever depth, and nothing else', () => {
    const conf = [
      '\ufeff# Наша разметка 🙂',
      '[entities]',
      '!Лицо',
      '\tPER | Человек | Чел.',
      '\tГруппа',
      '-----',
      '# GPE',
      'GEO-POLIT\tArg:<X>',
      '<Macro>=PER|Группа',
      '  Группа',
      '',
      ' [relations] ',
      'POS\tArg1:PER, Arg2:PER',
      '[events]',
      'Meeting',
    ].join('\r\n');
    expect(bratEntityTypes(conf)).toEqual(['PER', 'Группа', 'GEO-POLIT']);
  });

  test('reads what we write', () => {
    expect(bratEntityTypes(bratAnnotationConf(['Кита\u0438\u0306']))).toEqual([
      'PER',
      'ORG',
      'LOC',
      'GEOPOLIT',
      'Кита\u0438\u0306',
    ]);
  });

  test('finds nothing in an empty file', () => {
    expect(bratEntityTypes('')).toEqual([]);
  });
});
