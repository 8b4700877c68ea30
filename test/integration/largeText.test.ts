import { ok, strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { commands, type TextDocument, window } from 'vscode';
import { closeAll, eventually, openText, placeOf } from './support/documents.ts';
import { inProject } from './support/extension.ts';
import { hoverText } from './support/providers.ts';

const sentenceCount = 10_000;
const names = ['Россия', 'США', 'НАТО', 'Китай', 'Иванов', 'Петров', 'Европейский союз'];

/** A megabyte of text, and its `.ann` with 20 000 mentions and 10 000 attitudes that only a model suggests. */
function largeText(): { readonly text: string; readonly ann: string } {
  const lines: string[] = [];
  let text = '';
  let codePoints = 0;
  const put = (words: string) => {
    text += words;
    codePoints += [...words].length;
  };
  for (let index = 0; index < sentenceCount; index += 1) {
    put('🙂 Вчера ');
    for (const end of [1, 2]) {
      const name = names[(index * end + end) % names.length] ?? '';
      const id = `T${index * 2 + end}`;
      lines.push(`${id}\tORG ${codePoints} ${codePoints + name.length}\t${name}`);
      lines.push(`#${lines.length}\tAnnotatorNotes ${id}\t[aredit model model=m probability=0.9]`);
      put(name);
      put(
        end === 1 ? ' резко осудила в своём обширном заявлении политику, которую ведёт ' : ' за всё это.\n',
      );
    }
    lines.push(`R${index + 1}\tNEG Arg1:T${index * 2 + 1} Arg2:T${index * 2 + 2}`);
    lines.push(`#${lines.length}\tAnnotatorNotes R${index + 1}\t[aredit model model=m probability=0.7]`);
  }
  return { text, ann: `${lines.join('\n')}\n` };
}

suite('A megabyte of text with 20 000 mentions and 10 000 attitudes', () => {
  let document: TextDocument;
  const figures: Record<string, number> = {};

  /** Processor time of the extension host for one of `times` runs, in milliseconds. */
  async function measure(what: string, times: number, run: () => unknown): Promise<number> {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time += 1) await run();
    const { user, system } = process.cpuUsage(before);
    const milliseconds = (user + system) / 1000 / times;
    figures[what] = Math.round(milliseconds);
    return milliseconds;
  }

  suiteSetup(async () => {
    const { text, ann } = largeText();
    await measure('open', 1, async () => {
      document = await openText(text, { ann });
      await eventually(
        'a hover',
        async () => (await hoverText(document, placeOf(document, 'Россия'))) !== '',
      );
    });
  });
  suiteTeardown(async () => {
    await mkdir(inProject('.cache', 'reports'), { recursive: true });
    await writeFile(inProject('.cache', 'reports', 'large-text.json'), JSON.stringify(figures));
    await closeAll();
  });

  const run = (command: string) => commands.executeCommand(`aredit.${command}`);
  const cursor = () => window.activeTextEditor?.selection.active.line;

  // An idle machine needs a part of these; the bounds are for one that is busy with other tests.
  test('lets one go from suggestion to suggestion', async () => {
    await run('nextSuggestion');
    strictEqual(cursor(), 0);
    ok((await measure('next', 20, () => run('nextSuggestion'))) < 300);
    strictEqual(cursor(), 20);
  });

  test('takes decisions as fast as keys come', async () => {
    const before = cursor() ?? 0;
    ok((await measure('accept', 20, () => run('acceptSuggestion'))) < 300);
    strictEqual(cursor(), before + 20);
    ok((await measure('undo', 20, () => run('undoReview'))) < 300);
    strictEqual(cursor(), before);
  });

  test('tells at once what is known of an entity', async () => {
    ok((await measure('hover', 20, () => hoverText(document, placeOf(document, 'НАТО', 100)))) < 300);
  });
});
