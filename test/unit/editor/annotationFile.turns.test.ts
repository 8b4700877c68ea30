import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { TextOnDisk, Window } from './textOnDisk.ts';

let disk: TextOnDisk;
afterEach(() => disk.remove());

const sentenceCount = 3000;
let [sentences, ann, codePoints] = ['', '', 0];
const put = (written: string) => {
  sentences += written;
  codePoints += [...written].length;
};
for (let index = 0; index < sentenceCount; index += 1) {
  put('🙂 ');
  ann += `T${2 * index + 1}\tPER ${codePoints} ${codePoints + 6 + `${index}`.length}\tИванов${index}\n`;
  put(`Иванов${index} осудил `);
  ann += `T${2 * index + 2}\tGEOPOLIT ${codePoints} ${codePoints + 3}\tСША\n`;
  put('США в Кита\u0438\u0306.\n');
}
const makeLarge = async (end = '') => {
  disk = await TextOnDisk.make('');
  await disk.writeText(sentences + end);
  await disk.writeAnn(ann);
};
const words = Array.from({ length: sentenceCount }, (_, index) => [`Иванов${index}`, 'США']).flat();

/** Lets `act` do something in every turn until the work is done; how often it did. */
async function between(work: Promise<unknown>, act: (turn: number) => void): Promise<number> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  let turns = 0;
  for (; !isDone; turns += 1) {
    act(turns);
    await nextTurn();
  }
  await done;
  return turns;
}

test('a person may type while a large file is read', async () => {
  await makeLarge();
  const window = new Window(disk.folder, await disk.text());
  const turns = await between(window.file.load(), (turn) => {
    const places = [0, window.document.getText().length, window.document.getText().indexOf('в Кита')];
    const place = places[turn % places.length] ?? 0;
    window.document.replace(place, place, 'й');
  });
  expect(turns).toBeGreaterThan(5);
  expect(window.mentions).toEqual(words);
  await window.document.save();
  await window.file.sync();
  const [text, mentions] = [[...(await disk.text())], await disk.mentions()];
  expect(mentions).toHaveLength(words.length);
  for (const mention of mentions) {
    const [, start, end, found] = /(\d+) (\d+) (.*)/u.exec(mention) ?? [];
    expect(text.slice(Number(start), Number(end)).join('')).toBe(found);
  }
});

test('a person may take steps while a large file is read that somebody else wrote', async () => {
  await makeLarge('Петров и Сидоров.\n');
  const window = await disk.open();
  const offset = codePoints + 9;
  await disk.writeAnn(`${ann}T999999\tPER ${offset} ${offset + 7}\tСидоров\n`);
  const turns = await between(window.file.sync(), (turn) => {
    if (turn === 3) window.add('Петров');
    else if (turn > 3 && turn % 2 === 0) window.store.undo(window.document.uri);
    else if (turn > 3) window.store.redo(window.document.uri);
  });
  expect(turns).toBeGreaterThan(5);
  while (window.store.redo(window.document.uri) !== undefined);
  await window.file.sync();
  expect(window.mentions).toEqual([...words, 'Петров', 'Сидоров']);
  expect(await disk.mentions()).toHaveLength(words.length + 2);
  expect(window.asked).toBe(0);
});

test('a text that is closed while its file is read leaves the file as it was', async () => {
  await makeLarge();
  const window = new Window(disk.folder, await disk.text());
  const loading = window.file.load();
  await nextTurn();
  await Promise.all([loading, window.file.close()]);
  expect(await disk.ann()).toBe(ann);
});

test('steps that a person takes while a large file is written are in the next writing', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `Петров-${index}-й`);
  await makeLarge(`${names.join(' ')}\n`);
  const window = await disk.open();
  let added = 0;
  await between(window.file.sync(), () => {
    const name = names[added];
    if (name === undefined) return;
    window.add(name);
    added += 1;
  });
  const written = (await disk.mentions()).length - words.length;
  // Those of the last turns came when others were being written.
  expect(written).toBeLessThan(added);
  window.document.replace(0, 0, 'й');
  await window.document.save();
  await window.file.sync();
  const mentions = await disk.mentions();
  expect(mentions).toHaveLength(words.length + added);
  expect(mentions[0]).toBe('PER 3 10 Иванов0');
  expect(mentions.slice(words.length).map((line) => line.split(' ')[3])).toEqual(names.slice(0, added));
  expect(await readdir(join(disk.folder, 'journal'))).toEqual([]);
});
