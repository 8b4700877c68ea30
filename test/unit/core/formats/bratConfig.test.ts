import { expect, test } from 'vitest';
import { bratAnnotationConf, bratVisualConf } from '../../../../src/core/formats/bratConfig.ts';

test('annotation.conf has all four sections, our types and those of the text', () => {
  expect(bratAnnotationConf(['PER', 'Лицо и роль', 'EVENT', 'EVENT'])).toBe(
    [
      '[entities]',
      'PER',
      'ORG',
      'LOC',
      'GEOPOLIT',
      'EVENT',
      'Лицо_и_роль',
      '',
      '[relations]',
      'POS\tArg1:<ENTITY>, Arg2:<ENTITY>',
      'NEG\tArg1:<ENTITY>, Arg2:<ENTITY>',
      'NEU\tArg1:<ENTITY>, Arg2:<ENTITY>',
      '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>',
      '',
      '[events]',
      '',
      '[attributes]',
      '',
    ].join('\n'),
  );
});

test('visual.conf draws every type and tells signs apart without colour', () => {
  const conf = bratVisualConf(['EVENT']);
  for (const type of ['PER', 'ORG', 'LOC', 'GEOPOLIT', 'EVENT'])
    expect(conf).toMatch(new RegExp(`^${type}\tfgColor:`, 'mu'));
  expect(conf).toMatch(/^NEG \| \u2212$/mu);
  expect(conf).toMatch(/^NEG\t.*dashArray/mu);
  expect(conf).not.toMatch(/^POS\t.*dashArray/mu);
});
