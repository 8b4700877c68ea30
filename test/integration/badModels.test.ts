import { match } from 'node:assert/strict';
import { cp, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteSetup, teardown, test } from 'mocha';
import { markedText } from '../support/markedText.ts';
import { closeAll, extract, newFolder, openMarked, placeOf } from './support/documents.ts';
import { setSetting, tinyModels, useTinyModels } from './support/extension.ts';
import { hoverText } from './support/providers.ts';

/** What can be wrong with a model, as something done to a copy of a good one. */
const damages: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  'is not there': (folder) => rm(folder, { recursive: true }),
  'lacks its manifest': (folder) => rm(join(folder, 'manifest.json')),
  'has a manifest that is no JSON': (folder) => writeFile(join(folder, 'manifest.json'), '{"format": 1,'),
  'has a manifest of a time to come': (folder) => writeFile(join(folder, 'manifest.json'), '{"format": 99}'),
  'lacks its graph': (folder) => rm(join(folder, 'model.onnx')),
  'has half of its graph': (folder) => truncate(join(folder, 'model.onnx'), 70_000),
  'has another tokenizer than it was made with': (folder) => writeFile(join(folder, 'tokenizer.json'), '{}'),
};

suite('A model that', () => {
  suiteSetup(useTinyModels);
  teardown(async () => {
    await useTinyModels();
    await closeAll();
  });

  for (const [damage, doDamage] of Object.entries(damages)) {
    test(`${damage} costs that extraction only`, async () => {
      const folder = join(await newFolder(), 'tiny-attitudes');
      await cp(tinyModels.attitudes(), folder, { recursive: true });
      await doDamage(folder);
      // Another text each time: what was suggested for one is kept and would be shown at once.
      const document = await openMarked(markedText(`[Россия]GEOPOLIT осудила [США]GEOPOLIT. ${damage}\n`));

      await setSetting('model.attitudes', folder);
      await extract(document);
      match(await hoverText(document, placeOf(document, 'США')), /1 mention · 0 attitudes/);

      await useTinyModels();
      await extract(document);
      match(await hoverText(document, placeOf(document, 'США')), /1 mention · [1-9] attitudes?/);
    });
  }
});
