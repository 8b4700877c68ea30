import { l10n } from 'vscode';
import type { ComparedRelation } from '../../core/agreement/comparedDocument.ts';
import type { Statement } from '../../core/agreement/disagreements.ts';
import type { Outcome } from '../../core/agreement/outcomes.ts';
import type { EntityMention } from '../../core/annotations.ts';
import type { Span } from '../../core/span.ts';
import { kindName, outcomeName } from './agreementWords.ts';
import type { FoundDisagreement } from './comparison.ts';

/** Whoever marked a whole paragraph does not fill the list with it. */
const longestWords = 80;

/** VS Code makes room for labels beside the text, never a line more: long ones would move the text sideways. */
const longestType = 10;

/** The names of the two annotators' folders. */
export interface SideNames {
  readonly a: string;
  readonly b: string;
}

/** What it is about, in the words of the text: `Рим` or `Рим → ООН`. */
export function disagreementTitle({ entry, disagreement }: FoundDisagreement): string {
  const { a, b } = disagreement;
  return (a ?? b)?.spans.map((span) => words(entry.document.text, span)).join(' → ') ?? '';
}

/** What the two say, in short: `A LOC · B ORG`. */
export function disagreementSummary({ entry, disagreement }: FoundDisagreement): string {
  const { kind, a, b } = disagreement;
  const isAboutWords = kind === 'mentionSpan' || kind === 'mentionSpanAndType';
  const side = (name: string, statement: Statement | undefined) => {
    if (!statement) return `${name} –`;
    const said = isAboutWords
      ? ` «${statement.spans.map((span) => words(entry.document.text, span)).join(' → ')}»`
      : '';
    return `${name} ${statement.type}${said}`;
  };
  return `${side('A', a)} · ${side('B', b)}`;
}

/** All of it, a line each: in what they differ, what each says, what was decided. */
export function disagreementLines(
  found: FoundDisagreement,
  names: SideNames,
  outcome: Outcome | undefined,
): readonly string[] {
  const { a, b, kind } = found.disagreement;
  const { text } = found.entry.document;
  return [
    `${disagreementTitle(found)}: ${kindName(kind)}`,
    l10n.t('A ({0}): {1}', names.a, statementText(text, a)),
    l10n.t('B ({0}): {1}', names.b, statementText(text, b)),
    ...(outcome ? [l10n.t('Decided: {0}', outcomeName(outcome))] : []),
  ];
}

/** What one annotator says: `ORG «ООН»`. */
export function statementText(text: string, statement: Statement | undefined): string {
  if (!statement) return l10n.t('nothing');
  return `${statement.type} ${statement.spans.map((span) => `«${words(text, span)}»`).join(' → ')}`;
}

/** The pieces of text that one annotator's version covers, with what stands beside them in the editor. */
export interface Badge {
  readonly span: Span;
  readonly pieces: readonly Span[];
  readonly text: string;
}

/** How one annotator's version is shown in the text. */
export function badges({ about }: FoundDisagreement['disagreement'], side: 'a' | 'b'): readonly Badge[] {
  const index = side === 'a' ? 0 : 1;
  const name = side === 'a' ? 'A' : 'B';
  if (about.type === 'mention') {
    const mention = about.pair[index];
    return mention ? [mentionBadge(mention, `${name} ${cut(mention.type, longestType)}`)] : [];
  }
  const relation: ComparedRelation | undefined = about.pair[index];
  if (!relation) return [];
  return [
    mentionBadge(relation.source, `${name} ${cut(relation.type, longestType)} →`),
    mentionBadge(relation.target, `→ ${name}`),
  ];
}

function mentionBadge({ span, fragments = [span] }: EntityMention, text: string): Badge {
  return { span, pieces: fragments, text };
}

/** Words of the text as one line, no longer than it takes to recognise them. */
function words(text: string, span: Span): string {
  const line = text.slice(span.start, span.end).replace(/\s+/gu, ' ');
  return cut(line, longestWords);
}

function cut(words: string, length: number): string {
  const letters = [...words];
  return letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : words;
}
