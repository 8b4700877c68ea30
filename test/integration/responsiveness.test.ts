import { ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { suite, suiteTeardown, test } from 'mocha';
import { closeAll, extract, openText } from './support/documents.ts';
import { inProject, setSetting } from './support/extension.ts';

suite('While an article of a hundred sentences is read by the shipped models', () => {
  suiteTeardown(closeAll);

  test('the extension host goes on answering', async () => {
    for (const key of ['model.entities', 'model.attitudes', 'threshold']) await setSetting(key, undefined);
    const article = await readFile(inProject('test', 'data', 'rusentrel', 'art3.txt'));
    for (const state of ['cold', 'warm']) {
      const document = await openText(article);
      const delays = monitorEventLoopDelay({ resolution: 5 });
      delays.enable();
      const began = performance.now();
      await extract(document);
      const tookMs = performance.now() - began;
      delays.disable();
      const longestMs = delays.max / 1e6;
      const residentMb = process.memoryUsage().rss / 1e6;
      console.log(
        `${state}: extraction ${tookMs.toFixed(0)} ms, longest delay of the event loop ${longestMs.toFixed(0)} ms, ` +
          `extension host ${residentMb.toFixed(0)} MB`,
      );
      // Work on the host's own thread would hold the loop nearly as long as the extraction takes.
      ok(longestMs < tookMs / 2, `The loop stood still for ${longestMs} of ${tookMs} ms.`);
    }
  });
});
