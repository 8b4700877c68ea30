import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import type { GraphStrings } from '../../../../src/protocol/graphStrings.ts';

/** The strings that the host would send in this language, from the bundle that is shipped. */
export async function stringsIn(language: 'en' | 'ru'): Promise<GraphStrings> {
  const file = new URL(`../../../../l10n/bundle.l10n.${language}.json`, import.meta.url);
  const bundle: Record<string, string> | undefined =
    language === 'en' ? undefined : JSON.parse(await readFile(file, 'utf8'));
  const t = (message: string | { message: string; comment: readonly string[] }): string => {
    const text = typeof message === 'string' ? message : message.message;
    const key = typeof message === 'string' ? message : `${message.message}/${message.comment.join('')}`;
    if (!bundle) return text;
    const translated = bundle[key];
    if (translated === undefined) throw new Error(`No translation for "${key}".`);
    return translated;
  };
  vi.resetModules();
  vi.doMock('vscode', () => ({ env: { language }, l10n: { bundle, t } }));
  const { graphPageStrings } = await import('../../../../src/editor/graphPageStrings.ts');
  return graphPageStrings();
}
