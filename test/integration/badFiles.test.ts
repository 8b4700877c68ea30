import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteSetup, teardown, test } from 'mocha';
import { fillDisk, type LimitedFolder, readOnlyFolder, smallDisk } from '../support/limitedFolders.ts';
import { markedText } from '../support/markedText.ts';
import { closeAll, extract, openText, placeOf, showFile } from './support/documents.ts';
import { setSetting, useTinyModels } from './support/extension.ts';
import { references } from './support/providers.ts';
import { runAccepting } from './support/quickPick.ts';

const sample = markedText('[Россия]GEOPOLIT осудила [США]GEOPOLIT.\n[Иванов]PER поддержал [НАТО]ORG.\n');

async function writeSample(folder: string): Promise<void> {
  await writeFile(join(folder, 'текст.txt'), sample.text);
  await writeFile(join(folder, 'текст.ann'), sample.ann);
}

/** Exports from a folder that takes no more; the extension must survive it and the folder stay as it was. */
async function exportInVain(folder: LimitedFolder, command: string): Promise<void> {
  const before = await readdir(folder.path);
  const document = await showFile(join(folder.path, 'текст.txt'));
  await extract(document);
  await runAccepting(command, async () => false);
  deepStrictEqual((await readdir(folder.path)).sort(), before.sort());
  strictEqual(await readFile(join(folder.path, 'текст.ann'), 'utf8'), sample.ann);
  deepStrictEqual(await references(document, placeOf(document, 'США')), ['США']);
}

suite('A file system that does not let us write', () => {
  let folder: LimitedFolder | undefined;
  suiteSetup(useTinyModels);
  teardown(async () => {
    await closeAll();
    await folder?.remove();
    folder = undefined;
  });

  for (const command of ['aredit.exportBrat', 'aredit.exportSamples']) {
    test(`because it is read-only costs ${command} only`, async () => {
      folder = await readOnlyFolder(writeSample);
      await exportInVain(folder, command);
    });

    test(`because it is full costs ${command} only, and no file is left half written`, async () => {
      folder = await smallDisk(64);
      await writeSample(folder.path);
      await fillDisk(folder.path);
      await exportInVain(folder, command);
    });
  }
});

suite('A text that', () => {
  suiteSetup(async () => {
    await useTinyModels();
    // Random weights would find an attitude in each of a million pairs.
    await setSetting('threshold', 0.9);
  });
  teardown(closeAll);

  const texts: Readonly<Record<string, string | Uint8Array>> = {
    'is empty': '',
    'is blank': ' \t\r\n\u00a0\n',
    'is one word': 'Россия',
    'is in windows-1251': Uint8Array.from([0xd0, 0xee, 0xf1, 0xf1, 0xe8, 0xff, 0x2e, 0x0a]),
    'is not Russian': 'Russia condemned the USA. 中国 谴责 美国。\n',
    'is one line of 20,000 letters': 'Россия осудила США '.repeat(1000),
  };
  for (const [name, content] of Object.entries(texts)) {
    test(`${name} does no harm`, async () => {
      await extract(await openText(content));
      const next = await openText(sample.text, { ann: sample.ann });
      await extract(next);
      deepStrictEqual(await references(next, placeOf(next, 'США')), ['США']);
    });
  }

  test('has an .ann file full of nonsense keeps what can be read of it', async () => {
    const nonsense = `T9\tPER 5 2\tx\nT8\tPER 0 99999\ty\nR1\tPOS Arg1:T77 Arg2:T1\n\u0000\nGarbage\n${sample.ann}`;
    const document = await openText(sample.text, { ann: nonsense });
    await extract(document);
    deepStrictEqual(await references(document, placeOf(document, 'США')), ['США']);
  });
});
