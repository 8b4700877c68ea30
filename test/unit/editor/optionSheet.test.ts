import { describe, expect, test } from 'vitest';
import { chooseOptions } from '../../../src/editor/optionSheet.ts';
import { defaultSampleWish, type SampleWish, sampleOptions } from '../../../src/editor/sampleWish.ts';
import { FakeQuickPick } from './fakeQuickPick.ts';
import { window } from './vscode.ts';

function openSheet(describeWish: (wish: SampleWish) => Promise<string> = async (wish) => wish.labels) {
  const pick = new FakeQuickPick();
  window.createQuickPick = () => pick;
  const content = {
    title: 'Export',
    action: () => ({ label: 'Write' }),
    describe: describeWish,
    options: sampleOptions(true),
  };
  return { pick, chosen: chooseOptions<SampleWish>(content, defaultSampleWish) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a sheet of options', () => {
  test('shows every option with its value and what the whole will give', async () => {
    const { pick, chosen } = openSheet();
    expect(pick.lines[0]).toBe('Write: Counting…');
    await settled();
    expect(pick.lines).toEqual([
      'Write: annotations',
      'Labels: from annotations',
      'Pairs without an attitude: neutral',
      'Columns as in: AREkit 0.22',
      'Format: TSV',
      'Columns with the origin of labels: no',
      'Equal frequency of labels: no',
      'Files: one',
    ]);
    pick.enter('Write');
    expect(await chosen).toEqual(defaultSampleWish);
  });

  test('goes to the next value of a line, and stays on that line', async () => {
    const { pick, chosen } = openSheet();
    pick.enter('Files');
    pick.enter('Labels');
    expect(pick.activeItems.map(({ label }) => label)).toEqual(['Labels']);
    await settled();
    expect(pick.lines[0]).toBe('Write: suggestions');
    pick.enter('Write');
    expect(await chosen).toEqual({ ...defaultSampleWish, split: 'test', labels: 'suggestions' });
  });

  test('comes round to the first value again', async () => {
    const { pick, chosen } = openSheet();
    for (const _ of [1, 2]) pick.enter('Format');
    for (const _ of [1, 2, 3, 4, 5]) pick.enter('Files');
    pick.enter('Write');
    expect(await chosen).toEqual(defaultSampleWish);
  });

  test('shows only the lines that have a meaning', () => {
    const { pick } = openSheet();
    for (const _ of [1, 2]) pick.enter('Labels');
    expect(pick.items.map(({ label }) => label)).toEqual([
      'Write',
      'Options',
      'Labels',
      'Columns as in',
      'Format',
      'Files',
    ]);
  });

  test('goes to the line that takes what is typed, and takes it with Enter', async () => {
    const { pick, chosen } = openSheet();
    const seed = 'Seed of chance (type a number)';
    pick.enter('Files');
    expect(pick.lines.at(-1)).toBe(`${seed}: 0`);
    pick.enter(seed);
    expect(pick.lines.at(-1)).toBe(`${seed}: 1`);
    pick.type('42');
    expect(pick.lines.at(-1)).toBe(`${seed}: 42`);
    expect(pick.activeItems.map(({ label }) => label)).toEqual([seed]);
    pick.type('');
    expect(pick.lines.at(-1)).toBe(`${seed}: 1`);
    pick.type('42');
    pick.enter(seed);
    expect(pick.value).toBe('');
    pick.enter('Write');
    expect(await chosen).toEqual({ ...defaultSampleWish, split: 'test', seed: 42 });
  });

  test('takes no notice of a count that comes too late', async () => {
    const answers: ((text: string) => void)[] = [];
    const { pick } = openSheet(() => new Promise((resolve) => answers.push(resolve)));
    pick.enter('Format');
    answers[0]?.('old');
    await settled();
    expect(pick.lines[0]).toBe('Write: Counting…');
    answers[1]?.('new');
    await settled();
    expect(pick.lines[0]).toBe('Write: new');
  });

  test('says what went wrong in counting, and does nothing where no line is active', async () => {
    const { pick, chosen } = openSheet(async () => {
      throw new Error('not readable');
    });
    await settled();
    expect(pick.lines[0]).toBe('Write: not readable');
    pick.enter();
    pick.hide();
    expect(await chosen).toBeUndefined();
  });
});
