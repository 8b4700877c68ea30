import { l10n } from 'vscode';
import { commandIds } from '../ids.ts';
import { commandLink, escapeMarkdown } from '../markdownText.ts';
import { kindName, outcomeName } from './agreementWords.ts';
import { type Comparison, type FoundDisagreement, keyOf } from './comparison.ts';
import { disagreementTitle, statementText } from './disagreementText.ts';

/** The commands that links in the hover may run. */
export const disagreementHoverCommands = [
  commandIds.takeA,
  commandIds.takeB,
  commandIds.decideDisagreement,
  commandIds.reopenDisagreement,
] as const;

/** In what the annotators differ, as Markdown: what each says, what was decided, and what can be done. */
export function disagreementHover(
  { names, adjudication }: Pick<Comparison, 'names' | 'adjudication'>,
  found: FoundDisagreement,
): string {
  const { entry, disagreement } = found;
  const { text } = entry.document;
  const outcome = adjudication?.outcome(entry, disagreement);
  const { documentId, row } = keyOf(found);
  const link = (title: string, command: string) => commandLink(title, command, [documentId, row]);
  const side = (letter: string, name: string, statement: typeof disagreement.a) =>
    `**${letter}** ${escapeMarkdown(name)}: ${escapeMarkdown(statementText(text, statement))}`;
  const links = outcome
    ? [link(l10n.t('Open it again'), commandIds.reopenDisagreement)]
    : [link(l10n.t('Take A'), commandIds.takeA), link(l10n.t('Take B'), commandIds.takeB)];
  return [
    `**${escapeMarkdown(disagreementTitle(found))}** · ${escapeMarkdown(kindName(disagreement.kind))}`,
    [side('A', names.a, disagreement.a), side('B', names.b, disagreement.b)].join('  \n'),
    ...(outcome ? [`$(pass-filled) ${escapeMarkdown(outcomeName(outcome))}`] : []),
    [...links, link(l10n.t('Decide…'), commandIds.decideDisagreement)].join(' · '),
  ].join('\n\n');
}
