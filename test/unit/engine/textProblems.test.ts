import { expect, test } from 'vitest';
import { textProblems } from '../../../src/engine/textProblems.ts';

test.each([
  ['Путин встретился с Меркель в Берлине', 'ru', undefined],
  ['Президент Макрон рассказал о NATO, EU и Financial Times', 'ru', undefined],
  ['', 'ru', 'no words'],
  [' \r\n\u00ad\ufeff…', 'ru', 'no words'],
  ['Putin met with Merkel in Berlin again', 'ru', 'Only 0 %'],
  ['Putin met with Merkel in Berlin, Путин говорит', 'ru', 'Only 31 %'],
  ['Putin met with Merkel in Berlin again', 'en', undefined],
  // Too short to tell.
  ['OK', 'ru', undefined],
])('on %j for a model of %s says %s', (text, language, expected) => {
  const [problem] = textProblems(text, language);
  if (expected === undefined) expect(problem).toBeUndefined();
  else expect(problem?.message).toContain(expected);
});
