import { describe, expect, test } from 'vitest';
import { graphHtml } from '../../../src/editor/webviewHtml.ts';

const page = {
  cspSource: 'https://*.vscode-cdn.net',
  scriptNonce: 'first',
  styleNonce: 'second',
  scriptUri: 'https://file+.vscode-resource.vscode-cdn.net/dist/graph.js?a=1&b="',
  styleUri: 'https://file+.vscode-resource.vscode-cdn.net/dist/graph.css',
  language: 'ru',
  title: '</title><script>alert(1)</script>',
};
const html = graphHtml(page);
const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';

describe('graphHtml', () => {
  test('forbids everything but its own script and styles', () => {
    expect(policy.replaceAll('&#39;', "'").split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'nonce-first'",
      "style-src https://*.vscode-cdn.net 'nonce-second'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(html).not.toMatch(/unsafe|style="|<style/);
  });

  test('runs one script, by its nonce', () => {
    expect(html.match(/<script[^>]*>/g)).toEqual([expect.stringContaining('nonce="first"')]);
  });

  test('keeps what it is given inside its attributes and elements', () => {
    expect(html).toContain('<title>&lt;/title&gt;&lt;script&gt;');
    expect(html).toContain('graph.js?a=1&amp;b=&quot;"');
  });
});
