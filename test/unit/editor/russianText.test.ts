import { expect, test } from 'vitest';
import { looksForeign } from '../../../src/editor/russianText.ts';

test.each([
  ['Россия обвинила США в давлении на Иран, сообщает агентство РИА Новости.', false],
  [
    'Компания Apple Inc. подала в суд на Samsung Electronics, пишет Financial Times; суд ещё не решил, кто прав.',
    false,
  ],
  ['Russia accused the United States of putting pressure on Iran, agencies report today.', true],
  ['Україна засудила дії Росії, повідомляє інформаційне агентство; її підтримали інші країни.', true],
  ['12.03.2026 — 45 %', false],
  ['', false],
])('judges %j', (text, expected) => expect(looksForeign(text)).toBe(expected));
