import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, suiteSetup, teardown, test } from 'mocha';
import { markedText } from '../support/markedText.ts';
import { closeAll, eventually, extract, openText } from './support/documents.ts';
import { useTinyModels } from './support/extension.ts';
import { outline } from './support/providers.ts';

const variants: Readonly<Record<string, string>> = {
  'a plain text': '[Россия]GEOPOLIT осудила [США]GEOPOLIT.\n[НАТО]ORG молчит.\n',
  'a byte order mark': '\ufeff[Россия]GEOPOLIT осудила [США]GEOPOLIT.\n[НАТО]ORG молчит.\n',
  'CRLF line ends': 'Вчера.\r\n\r\n[Россия]GEOPOLIT осудила [США]GEOPOLIT.\r\n[НАТО]ORG молчит.\r\n',
  'mixed line ends':
    'Вчера.\r\n[Россия]GEOPOLIT осудила [США]GEOPOLIT.\nСегодня.\n\r\n[НАТО]ORG молчит.\r\nКонец.\n',
  'emoji before a mention': '🙂👍🏽 [Россия]GEOPOLIT осудила 🤝 [США]GEOPOLIT. 👨‍👩‍👧\n[НАТО]ORG молчит.\n',
  'letters in two parts':
    'Новыи\u0306 [Кита\u0438\u0306]GEOPOLIT и е\u0308лки осудили [США]GEOPOLIT.\n[НАТО]ORG молчит.\n',
  'all of it at once':
    '\ufeff🙂 Новыи\u0306.\r\n[Кита\u0438\u0306]GEOPOLIT осудил [США]GEOPOLIT.\n\r\n[НАТО]ORG молчит.\r\n',
};

suite('Mentions of an .ann file stand in the right place in', () => {
  suiteSetup(useTinyModels);
  teardown(closeAll);

  for (const [name, marked] of Object.entries(variants)) {
    test(name, async () => {
      const { text, ann, words } = markedText(marked);
      const document = await openText(text, { ann });
      await extract(document);
      const symbols = await eventually('an outline', async () => {
        const found = await outline(document);
        return found.length > 0 && found;
      });
      const shown = new Set(symbols.map(({ selectionRange }) => document.getText(selectionRange)));
      deepStrictEqual(
        words.filter((word) => !shown.has(word)),
        [],
      );
      strictEqual(await readFile(document.uri.fsPath, 'utf8'), text, 'The text itself was changed.');
    });
  }
});
