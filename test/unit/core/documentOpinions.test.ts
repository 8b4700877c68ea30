import { describe, expect, it } from 'vitest';
import type { Label } from '../../../src/core/annotations.ts';
import { annotatedOpinions } from '../../../src/core/documentOpinions.ts';
import { groupMentions } from '../../../src/core/entities.ts';
import { parseMentions } from './markedMentions.ts';

/** `pairs`: `T1 + T2` or `T1 − T2` or `T1 0 T2`. */
function opinionsOf(marked: string, ...pairs: readonly string[]): string[] {
  const { text, mentions } = parseMentions(marked);
  const labels: Readonly<Record<string, Label>> = { '+': 'positive', '−': 'negative', '0': 'neutral' };
  const attitudes = pairs.map((pair) => {
    const [sourceMentionId = '', sign = '', targetMentionId = ''] = pair.split(' ');
    return { sourceMentionId, targetMentionId, label: labels[sign] ?? 'neutral' };
  });
  return annotatedOpinions(attitudes, groupMentions(text, mentions)).map(
    ({ source, target, label, support, opposition }) =>
      `${source} → ${target} ${label} ${support}:${opposition}`,
  );
}

const marked = '🙂 [Россия]LOC, [США]LOC и [Кита\u0438\u0306]LOC.\r\n[Россию]LOC и [США]LOC.';

describe('annotatedOpinions', () => {
  it.each<[name: string, pairs: readonly string[], opinions: readonly string[]]>([
    ['is one for all attitudes of the same entities', ['T1 − T2', 'T4 − T5'], ['Россия → США negative 2:0']],
    [
      'follows the order of entities',
      ['T5 + T4', 'T1 + T3', 'T1 + T2'],
      ['Россия → США positive 1:0', 'Россия → Кита\u0438\u0306 positive 1:0', 'США → Россия positive 1:0'],
    ],
    ['takes the more frequent label', ['T1 + T2', 'T4 + T5', 'T4 − T2'], ['Россия → США positive 2:1']],
    ['takes negative of equals', ['T1 + T2', 'T4 − T5'], ['Россия → США negative 1:1']],
    ['takes no notice of neutral ones', ['T1 0 T2', 'T4 + T5', 'T3 0 T1'], ['Россия → США positive 1:0']],
    ['has none within an entity or of mentions that are not there', ['T1 + T4', 'T1 + T9'], []],
  ])('%s', (_, pairs, opinions) => {
    expect(opinionsOf(marked, ...pairs)).toEqual(opinions);
  });
});
