import { afterEach, describe, expect, test } from 'vitest';
import { acceptAttitudes } from '../../../src/core/review/operations.ts';
import { hoverText } from '../../../src/editor/hoverText.ts';
import { annotated, article, articleAttitudes, decided, suggested } from './annotated.ts';
import { env } from './vscode.ts';

function hover(marked: string, attitudes: readonly string[], mentionId: string): string {
  const annotations = annotated(marked, attitudes);
  const mention = annotations.index.mention(mentionId);
  if (!mention) throw new Error(`No mention ${mentionId}`);
  return hoverText(annotations, mention);
}

/** What is shown: links as their titles, escapes taken away. */
function shown(markdown: string): string {
  return markdown.replace(/\]\(command:[^)]*\)/gu, ']').replace(/\\(.)/gu, '$1');
}

describe('hoverText', () => {
  afterEach(() => {
    env.language = 'en';
  });

  test('tells name, type, counts, then who is for and against whom', () => {
    const lines = shown(hover(article, articleAttitudes, 'T1')).split(/ {2}\n|\n\n/u);
    expect(lines).toEqual([
      '**Россия** · geopolitical *97%* · 2 mentions · 2 attitudes',
      '→ **[США]** − *94%* · 1 sentence: «🙂 **Россия** обвинила **США** в давлении на Иран.»',
      '\u2003[Accept] · [Reject] · [Flip]',
      '← **[Китай]** + *71%* · 1 sentence: «**Кита\u0438\u0306** поддержал **Россию**, но не НАТО.»',
      '\u2003[Accept] · [Reject] · [Flip]',
      '[Show in graph] · [Show in list]',
    ]);
  });

  test('turns arrows to the entity that is looked at', () => {
    expect(shown(hover(article, articleAttitudes, 'T2'))).toContain('← **[Россия]** −');
  });

  test('writes per cent as the language of the editor does', () => {
    env.language = 'ru';
    expect(hover(article, articleAttitudes, 'T1')).toContain('*94\u00a0%*');
  });

  test('shows what a person has confirmed with a check mark, and asks nothing about it', () => {
    const reviewed = decided(suggested(article, articleAttitudes), (review, shown) =>
      acceptAttitudes(review, shown.slice(0, 1)),
    );
    const mention = reviewed.index.mentionAt(reviewed.text.indexOf('Россия'));
    const lines = mention ? shown(hoverText(reviewed, mention)).split(/ {2}\n|\n\n/u) : [];
    expect(lines.slice(0, 3)).toEqual([
      '**Россия** · geopolitical ✓ · 2 mentions · 2 attitudes',
      '→ **[США]** − ✓ · 1 sentence: «🙂 **Россия** обвинила **США** в давлении на Иран.»',
      '← **[Китай]** + *71%* · 1 sentence: «**Кита\u0438\u0306** поддержал **Россию**, но не НАТО.»',
    ]);
  });

  test('says of an entity without attitudes that it has none', () => {
    expect(shown(hover(article, articleAttitudes, 'T7'))).toContain('1 mention · 0 attitudes');
  });

  test('counts what it does not show', () => {
    const names = Array.from({ length: 8 }, (_, index) => `[Имя${index}]PER`);
    const attitudes = Array.from({ length: 7 }, (_, index) => `T1 - T${index + 2} 0.9`);
    const text = shown(hover(names.join(' '), attitudes, 'T1'));
    expect(text.match(/→/gu)).toHaveLength(5);
    expect(text).toContain('[Show all 7 attitudes]');
  });

  test('shows the text of a document as text, whatever it looks like', () => {
    const evil = '[<b>x</b>](command:evil) `$(alert)` **[A*B]ORG** ругает [C_D_]ORG';
    const markdown = hover(evil.replace(/^\[/u, '('), ['T1 - T2 0.9'], 'T1');
    expect(markdown).not.toMatch(/(?<!\\)<b>/u);
    expect(markdown).not.toContain('(command:evil)');
    expect(markdown).toContain('A\\*B');
    expect(markdown.match(/\]\(command:[\w.]+\?[^)\s]+\)/gu)).toHaveLength(6);
  });
});
