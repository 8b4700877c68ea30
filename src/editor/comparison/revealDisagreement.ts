import { l10n, workspace } from 'vscode';
import { type RevealOptions, revealSpan } from '../reveal.ts';
import { say } from '../say.ts';
import { kindName } from './agreementWords.ts';
import type { Comparison, FoundDisagreement } from './comparison.ts';
import { disagreementSummary, disagreementTitle } from './disagreementText.ts';
import { placesInEditor } from './placeInEditor.ts';

/** How long the status bar says which disagreement it is. */
const messageMs = 8000;

/** Shows a disagreement at its place, with both versions marked, and says in the status bar what it is about. */
export async function revealDisagreement(
  comparison: Comparison,
  found: FoundDisagreement,
  options?: RevealOptions,
): Promise<void> {
  comparison.current = found;
  const { entry, disagreement } = found;
  const uri = comparison.shownText(entry);
  const document = await workspace.openTextDocument(uri);
  const place = placesInEditor(document, entry.document.text);
  await revealSpan(uri, place(disagreement.span) ?? { start: 0, end: 0 }, options);
  const all = comparison.entries.flatMap((each) => comparison.shown(each));
  const number = all.findIndex((each) => each.disagreement === disagreement) + 1;
  const words = `${disagreementTitle(found)}: ${kindName(disagreement.kind)} (${disagreementSummary(found)})`;
  say(l10n.t('Disagreement {0} of {1}: {2}', number, all.length, words), messageMs);
}
