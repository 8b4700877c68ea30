import type { EntityMention } from '../../../src/core/annotations.ts';

/** Reads `'[Иванов]PER поддержал [ООН]ORG'`: the text without the marks and its mentions, `T1` first. */
export function parseMentions(marked: string): { text: string; mentions: EntityMention[] } {
  const mentions: EntityMention[] = [];
  let text = '';
  let position = 0;
  for (const match of marked.matchAll(/\[([^\]]*)\]([A-Z]+)/g)) {
    text += marked.slice(position, match.index);
    const [all, name = '', type = ''] = match;
    const span = { start: text.length, end: text.length + name.length };
    mentions.push({ id: `T${mentions.length + 1}`, span, type });
    text += name;
    position = match.index + all.length;
  }
  return { text: text + marked.slice(position), mentions };
}
