import { expect, test } from 'vitest';
import { spokenWords } from '../../../src/editor/spokenWords.ts';

test.each([
  ['Турция → Греция −, 94% · 12 of 50 left', 'Турция towards Греция, negative, 94%. 12 of 50 left'],
  ['Undone – accepted: Эмма Вальд → ЕС +', 'Undone – accepted: Эмма Вальд towards ЕС, positive'],
  ['Rejected: США → Иран 0 · 3 of 4 left', 'Rejected: США towards Иран, neutral. 3 of 4 left'],
  [
    'Disagreement 1 of 2: Рим → ООН: different labels (A POS · B NEG)',
    'Disagreement 1 of 2: Рим towards ООН: different labels (A POS. B NEG)',
  ],
  ['All 12 suggestions are reviewed.', 'All 12 suggestions are reviewed.'],
])('speaks of %s in words', (message, spoken) => expect(spokenWords(message)).toBe(spoken));
