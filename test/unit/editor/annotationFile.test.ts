import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { addAttitude } from '../../../src/core/review/operations.ts';
import { TextOnDisk, type Window } from './textOnDisk.ts';

let disk: TextOnDisk;
afterEach(() => disk.remove());
const make = async (marked: string) => {
  disk = await TextOnDisk.make(marked);
  return disk;
};
const journals = () => readdir(join(disk.folder, 'journal')).catch(() => []);
/** The process ends as it does when somebody pulls the plug: nothing more is written. */
const crash = (window: Window) => window.file.abandon();

const marked =
  '🙂 [Россия]GEOPOLIT осудила [США]GEOPOLIT.\r\nВ Кита\u0438\u0306 прибыл [Иванов]PER.\nИ Петров.\n';

describe('The file of an open text', () => {
  test('shows what it says, writes nothing by itself', async () => {
    await make(marked);
    const before = await disk.ann();
    const window = await disk.open();
    expect(window.mentions).toEqual(['Россия', 'США', 'Иванов']);
    await window.file.sync();
    expect(await disk.ann()).toBe(before);
    expect(await journals()).toEqual([]);
  });

  test('holds a step at once, with offsets of the text on disk', async () => {
    await make(marked);
    const before = await disk.ann();
    const window = await disk.open();
    window.add('Петров');
    await window.file.sync();
    const [text, ann] = [await disk.text(), await disk.ann()];
    expect(ann.startsWith(before)).toBe(true);
    const [start, end] = /PER (\d+) (\d+)\tПетров/u.exec(ann)?.slice(1).map(Number) ?? [];
    expect([...text].slice(start, end).join('')).toBe('Петров');
    expect(ann).toContain('[aredit added]');
    expect(await journals()).toEqual([]);
  });

  test('is made when there was none, and only then', async () => {
    await make('Иванов поддержал Петрова.');
    const window = await disk.open();
    await window.file.sync();
    expect((await readdir(disk.folder)).filter((name) => name.endsWith('.ann'))).toEqual([]);
    window.add('Иванов');
    await window.file.sync();
    expect(await disk.mentions()).toEqual(['PER 0 6 Иванов']);
  });

  test('is as it was when the step is undone after it was written', async () => {
    await make(marked);
    const before = await disk.ann();
    const window = await disk.open();
    window.add('Петров');
    await window.file.sync();
    window.store.undo(window.document.uri);
    await window.file.sync();
    expect(await disk.ann()).toBe(before);
    window.store.redo(window.document.uri);
    await window.file.sync();
    expect(await disk.mentions()).toHaveLength(4);
  });

  test('waits for the text to be saved', async () => {
    await make(marked);
    const window = await disk.open();
    window.document.edit('🙂', 'Вчера 🙂');
    window.add('Петров');
    await window.file.sync();
    expect(await disk.mentions()).toHaveLength(3);
    await window.document.save();
    await window.file.sync();
    const text = await disk.text();
    for (const line of await disk.mentions()) {
      const [, start, end, words] = line.split(' ');
      expect([...text].slice(Number(start), Number(end)).join('')).toBe(words);
    }
    expect(await disk.mentions()).toHaveLength(4);
  });

  test('follows line ends and a byte order mark that saving changes', async () => {
    await make(marked);
    const window = await disk.open();
    await window.document.save('\ufeff');
    await window.file.sync();
    expect(await disk.mentions()).toEqual(['GEOPOLIT 3 9 Россия', 'GEOPOLIT 18 21 США', 'PER 40 46 Иванов']);
    expect(window.mentions).toEqual(['Россия', 'США', 'Иванов']);
  });

  test('lists a mention whose words were deleted, and has it back when they are', async () => {
    await make(`${marked}`);
    const before = await disk.ann();
    const window = await disk.open();
    window.document.edit('США', '');
    await window.document.save();
    await window.file.sync();
    expect(await disk.mentions()).toEqual(['GEOPOLIT 2 8 Россия', expect.stringContaining('Иванов')]);
    expect(window.lost).toEqual(['США']);
    const again = await disk.open();
    expect([again.mentions, again.lost]).toEqual([['Россия', 'Иванов'], ['США']]);
    window.document.edit('осудила ', 'осудила США');
    await window.document.save();
    await window.file.sync();
    expect(window.lost).toEqual([]);
    // Line ends were unified when the text was saved.
    expect((await disk.ann()).split('\n').length).toBe(before.split('\n').length);
    expect(await journals()).toEqual([]);
  });
});

describe('Another writer of the file', () => {
  const theirLine = 'T9\tORG 0 1\t🙂\n';

  test('is heard, and both keep what they added', async () => {
    await make(marked);
    const [a, b] = [await disk.open(), await disk.open()];
    a.add('Петров');
    await a.file.sync();
    b.add('Кита\u0438\u0306', 'LOC');
    await b.file.sync();
    await a.file.sync();
    const words = ['Россия', 'США', 'Кита\u0438\u0306', 'Иванов', 'Петров'];
    expect([a.mentions, b.mentions]).toEqual([words, words]);
    expect(await disk.mentions()).toHaveLength(5);
    a.store.undo(a.document.uri);
    await a.file.sync();
    await b.file.sync();
    expect(b.mentions).toEqual(words.slice(0, 4));
  });

  test('may be brat, in the middle of our own work', async () => {
    await make(marked);
    const window = await disk.open();
    window.add('Петров');
    await disk.writeAnn((await disk.ann()) + theirLine);
    await window.file.sync();
    expect(window.mentions).toEqual(['🙂', 'Россия', 'США', 'Иванов', 'Петров']);
    expect(await disk.ann()).toContain(theirLine);
    expect(window.asked).toBe(0);
  });

  test('may be git, with another version of text and annotations', async () => {
    await make(marked);
    const window = await disk.open();
    const [text, ann] = [await disk.text(), await disk.ann()];
    const other = 'Совсем другой текст. Мэй здесь.\n';
    await disk.writeText(other);
    await window.file.sync();
    await window.document.reload();
    await disk.writeAnn('T1\tPER 21 24\tМэй\n');
    await window.file.sync();
    expect([window.mentions, window.lost]).toEqual([['Мэй'], []]);
    await disk.writeText(text);
    await disk.writeAnn(ann);
    await window.document.reload();
    await window.file.sync();
    expect([window.mentions, window.lost]).toEqual([['Россия', 'США', 'Иванов'], []]);
    expect(await disk.ann()).toBe(ann);
    expect(await journals()).toEqual([]);
  });

  test('may have given the id that a step of ours gave, which can be undone all the same', async () => {
    await make('аааа бббб.\n');
    const [a, b] = [await disk.open(), await disk.open({ storage: 'other' })];
    a.document.edit(' бббб', ' вввв бббб');
    a.add('вввв');
    b.add('бббб');
    const ids = [a, b].map(({ review }) => [...review.mentions.keys()]);
    expect(ids[0]).toEqual(ids[1]);
    await b.file.sync();
    await a.document.save();
    await a.file.sync();
    expect(a.mentions).toEqual(['вввв', 'бббб']);
    a.store.undo(a.document.uri);
    expect(a.mentions).toEqual(['бббб']);
    a.store.redo(a.document.uri);
    await a.file.sync();
    expect(await disk.mentions()).toEqual(['PER 5 9 вввв', 'PER 10 14 бббб']);
  });

  test('may not have known yet that the text was saved', async () => {
    await make(marked);
    const window = await disk.open();
    const late = `${await disk.ann()}T9\tLOC 25 31\tКита\u0438\u0306\n`;
    window.document.edit('🙂', 'Вчера 🙂');
    await window.document.save();
    await disk.writeAnn(late);
    await window.file.sync();
    expect(window.mentions).toEqual(['Россия', 'США', 'Кита\u0438\u0306', 'Иванов']);
    expect((await disk.mentions()).join()).toContain(' Кита\u0438\u0306');
  });

  test('may not have known that either when it made the file', async () => {
    await make('Мэй и Петров.\n');
    const window = await disk.open();
    window.document.edit('Мэй', 'Вчера Мэй');
    await window.document.save();
    await window.file.sync();
    await disk.writeAnn('T1\tPER 6 12\tПетров\n');
    window.add('Мэй');
    await window.file.sync();
    expect(window.mentions).toEqual(['Мэй', 'Петров']);
    expect((await disk.mentions()).toSorted()).toEqual(['PER 12 18 Петров', 'PER 6 9 Мэй']);
  });

  test.each(['that stays open', 'that ends and begins anew'])(
    'may write while words that were gone are back in a window %s, and not yet saved',
    async (what) => {
      await make(marked);
      let window = await disk.open();
      const [source, target] = [window.mention('Россия'), window.mention('Иванов')];
      if (!source || !target) throw new Error('Both are annotated.');
      window.apply(addAttitude(window.review, source, target, 'negative'), 'judge');
      window.document.edit('Иванов', '');
      await window.document.save();
      await window.file.sync();
      expect([window.mentions, window.lost]).toEqual([['Россия', 'США'], ['Иванов']]);
      window.document.edit('прибыл ', 'прибыл Иванов');
      if (what !== 'that stays open') {
        window.file.dispose();
        window = await disk.open({ text: window.document.getText(), isDirty: true });
      }
      // It fits the text of before and the one that is saved now.
      await disk.writeAnn((await disk.ann()) + theirLine);
      await window.document.save();
      await window.file.sync();
      expect([window.mentions, window.lost]).toEqual([['🙂', 'Россия', 'США', 'Иванов'], []]);
      expect([...window.review.attitudes.values()].map(({ label }) => label)).toEqual(['negative']);
      const again = await disk.open({ storage: 'other' });
      expect([again.mentions, again.review.attitudes.size]).toEqual([window.mentions, 1]);
    },
  );

  test('may give the id of a mention whose words are gone to another one', async () => {
    await make(marked);
    const window = await disk.open();
    window.document.edit('Иванов', '');
    await window.document.save();
    await window.file.sync();
    const id = window.review.lost[0]?.mention.id;
    window.document.edit('Петров', 'Петров здесь');
    await window.document.save();
    await disk.writeAnn(`${await disk.ann()}${id}\tORG 0 1\t🙂\n`);
    await window.file.sync();
    expect([window.mentions, window.lost]).toEqual([['🙂', 'Россия', 'США'], ['Иванов']]);
    window.document.edit('прибыл ', 'прибыл Иванов');
    await window.document.save();
    await window.file.sync();
    expect([window.mentions, window.lost]).toEqual([['🙂', 'Россия', 'США', 'Иванов'], []]);
    expect(await disk.mentions()).toHaveLength(4);
  });

  test('may remove the file', async () => {
    await make(marked);
    const window = await disk.open();
    window.add('Петров');
    await window.file.sync();
    await disk.writeAnn('');
    await window.file.sync();
    expect(window.mentions).toEqual([]);
  });

  test.each(['ours', 'theirs'] as const)(
    'asks whose version stands when both changed the same: %s',
    async (answer) => {
      await make(marked);
      const [a, b] = [await disk.open(), await disk.open()];
      const change = (window: Window, type: string) => window.add('США', type);
      change(a, 'ORG');
      await a.file.sync();
      change(b, 'LOC');
      await b.file.sync();
      await b.file.ready;
      expect(b.asked).toBe(1);
      // Nothing is decided: nothing is written, nothing forgotten.
      expect((await disk.mentions())[1]).toContain('ORG');
      b.answer = answer;
      b.store.undo(b.document.uri);
      b.store.redo(b.document.uri);
      await b.file.sync();
      await new Promise((resolve) => setTimeout(resolve));
      await b.file.sync();
      expect((await disk.mentions())[1]).toContain(answer === 'ours' ? 'LOC' : 'ORG');
      expect(await journals()).toEqual([]);
    },
  );
});

describe('When VS Code ends or dies', () => {
  test('unsaved text comes back with its annotations', async () => {
    await make(marked);
    const window = await disk.open();
    window.document.edit('🙂', 'Вчера 🙂');
    window.document.edit('Петров', 'Сидоров и Петров');
    window.add('Сидоров');
    window.file.dispose();
    const restored = await disk.open({ text: window.document.getText(), isDirty: true });
    expect(restored.mentions).toEqual(['Россия', 'США', 'Иванов', 'Сидоров']);
    await restored.document.save();
    await restored.file.sync();
    expect(await disk.mentions()).toHaveLength(4);
    expect(await journals()).toEqual([]);
  });

  test('a text that lost its last edits keeps the annotations of the rest', async () => {
    await make(marked);
    const window = await disk.open();
    window.add('Петров');
    window.document.edit('Петров', 'Пётр Петров');
    const backup = window.document.getText();
    window.document.edit('осудила', 'резко осудила');
    window.file.dispose();
    const restored = await disk.open({ text: backup, isDirty: true });
    expect(restored.mentions).toEqual(['Россия', 'США', 'Иванов', 'Петров']);
  });

  test('a crash in the middle of writing leaves the old file, and the journal has the step', async () => {
    await make(marked);
    const before = await disk.ann();
    const window = await disk.open();
    window.add('Петров');
    // What a crash between the two writes leaves: a journal, the old file, half a new one beside it.
    window.file.dispose();
    await disk.writeAnn(before);
    const restored = await disk.open();
    expect(restored.mentions).toEqual(['Россия', 'США', 'Иванов', 'Петров']);
    expect(await disk.mentions()).toHaveLength(4);
  });

  test('edits that the person gave up cost no mention that the file has', async () => {
    await make(marked);
    const before = await disk.ann();
    const window = await disk.open();
    window.add('Петров');
    await window.file.sync();
    window.document.edit('США', '');
    window.add('Кита\u0438\u0306', 'LOC');
    window.document.isClosed = true;
    await window.file.close();
    expect(window.lost).toEqual([]);
    expect((await disk.ann()).startsWith(before.slice(0, 20))).toBe(true);
    expect(await disk.mentions()).toHaveLength(5);
    expect(await journals()).toEqual([]);
    const again = await disk.open();
    expect(again.mentions).toEqual(['Россия', 'США', 'Кита\u0438\u0306', 'Иванов', 'Петров']);
  });

  test('the same when VS Code died before', async () => {
    await make(marked);
    const window = await disk.open();
    window.document.edit('США', '');
    window.add('Петров');
    window.file.dispose();
    const again = await disk.open();
    expect([again.mentions, again.lost]).toEqual([['Россия', 'США', 'Иванов', 'Петров'], []]);
    expect(await disk.mentions()).toHaveLength(4);
  });

  test('another writer was at the file meanwhile', async () => {
    await make(marked);
    const window = await disk.open();
    window.document.edit('🙂', '');
    window.add('Петров');
    window.file.dispose();
    await disk.writeAnn(`${await disk.ann()}T9\tLOC 25 31\tКита\u0438\u0306\n`);
    const restored = await disk.open({ text: window.document.getText(), isDirty: true });
    expect(restored.mentions).toEqual(['Россия', 'США', 'Кита\u0438\u0306', 'Иванов', 'Петров']);
  });
});

describe('A file that cannot be used', () => {
  test('is not written when it is not UTF-8', async () => {
    await make(marked);
    await disk.writeAnn(Buffer.from([0xd2, 0xff]).toString('latin1'));
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(disk.folder, 'текст.ann'), Uint8Array.from([0x54, 0xff, 0xfe]));
    const window = await disk.open();
    expect(window.file.flaw?.message).toContain('текст.ann');
    window.add('Петров');
    await window.file.sync();
    expect(window.errors).toEqual([]);
    crash(window);
  });
});
