import { commands, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { AnnotationStore } from '../annotationStore.ts';
import { writeAtomically } from '../atomicWrite.ts';
import {
  type BratContent,
  type BratPlan,
  isUnchanged,
  planBrat,
  writeBrat,
  writeBratConfig,
} from '../bratExport.ts';
import { attitudeCount, mentionCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { basenameOf, besides, folderOf } from '../fileNames.ts';
import { readSaved, type SavedDocument, saveFirst } from '../savedDocument.ts';
import { readFileIfThere } from '../textFiles.ts';
import { UserError } from '../userError.ts';
import { annotationsFor } from './annotationsFor.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

interface Choice extends QuickPickItem {
  readonly content: BratContent;
  readonly place: 'beside' | 'elsewhere';
}

/** Writes what was found as an `.ann` file, merged with one that is there, and the configuration that brat needs. */
export function exportBrat(current: CurrentDocument, store: AnnotationStore): CommandHandler {
  return async (...args) => {
    const document = await saveFirst(await documentFor(current, args));
    if (!document) return;
    const annotations = annotationsFor(store, document);
    const saved = await readSaved(document);
    const choice = await choose(saved, annotations);
    const annUri = choice && (await placeFor(choice, document.uri));
    if (!choice || !annUri) return;
    const plan = await freshPlan(saved, annotations, choice.content, annUri);
    if (!plan) return;
    const textCopied = await copyText(saved, annUri);
    await writeBrat(plan);
    const types = annotations.extraction.mentions.map(({ type }) => type);
    const root = workspace.getWorkspaceFolder(annUri)?.uri;
    const config = await writeBratConfig(folderOf(annUri), root, types);
    await tell(plan, choice.content, textCopied, config);
  };
}

async function choose(saved: SavedDocument, annotations: DocumentAnnotations): Promise<Choice | undefined> {
  const annUri = besides(saved.document.uri, '.ann');
  const counts = async (content: BratContent) => {
    const plan = await planBrat(saved, annotations, content, annUri);
    if (!plan) throw notUtf8(annUri);
    return contentText(plan, content);
  };
  const name = basenameOf(annUri);
  const items: readonly Choice[] = [
    {
      label: `$(file) ${name}`,
      description: l10n.t('beside the text'),
      detail: await counts('all'),
      content: 'all',
      place: 'beside',
    },
    {
      label: `$(file) ${l10n.t('{0}, without attitudes', name)}`,
      description: l10n.t('beside the text'),
      detail: await counts('mentions'),
      content: 'mentions',
      place: 'beside',
    },
    {
      label: `$(folder-opened) ${l10n.t('Another folder…')}`,
      detail: l10n.t('With a copy of the text: brat wants both in one folder.'),
      content: 'all',
      place: 'elsewhere',
    },
  ];
  return window.showQuickPick(items, { title: l10n.t('Export Annotations as BRAT') });
}

/** What a file will hold: "113 mentions, 28 attitudes (suggestions); 2 annotations of others are kept". */
function contentText({ merged, existing }: BratPlan, content: BratContent): string {
  const mentions = mentionCount(merged.mentions);
  const counts = content === 'all' ? [mentions, attitudeCount(merged.attitudes)].join(', ') : mentions;
  const ours = l10n.t('{0}, marked as suggestions', counts);
  if (!existing || merged.keptOthers === 0) return ours;
  return l10n.t('{0}; annotations of others in the file stay ({1})', ours, merged.keptOthers);
}

async function placeFor({ place }: Choice, document: Uri): Promise<Uri | undefined> {
  const annUri = besides(document, '.ann');
  if (place === 'beside') return annUri;
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: folderOf(document),
      openLabel: l10n.t('Export Here'),
    })) ?? [];
  return folder && Uri.joinPath(folder, basenameOf(annUri));
}

/** The plan for the file as it is now; asks when it is not what the choice was shown for. */
async function freshPlan(
  saved: SavedDocument,
  annotations: DocumentAnnotations,
  content: BratContent,
  annUri: Uri,
): Promise<BratPlan | undefined> {
  const plan = await planBrat(saved, annotations, content, annUri);
  if (!plan) throw notUtf8(annUri);
  const isBeside = folderOf(annUri).path === folderOf(saved.document.uri).path;
  if (plan.existing && !isBeside && !(await confirmMerge(annUri))) return undefined;
  return (await isUnchanged(plan)) ? plan : freshPlan(saved, annotations, content, annUri);
}

async function confirmMerge(annUri: Uri): Promise<boolean> {
  const merge = l10n.t('Add To It');
  const answer = await window.showWarningMessage(
    l10n.t('There is a {0} in that folder already. Add the annotations to it?', basenameOf(annUri)),
    { modal: true },
    merge,
  );
  return answer === merge;
}

/** Puts the text beside the `.ann` file if it is not there. */
async function copyText({ document, bytes }: SavedDocument, annUri: Uri): Promise<boolean> {
  const target = Uri.joinPath(annUri, '..', basenameOf(document.uri));
  if (target.toString() === document.uri.toString()) return false;
  const there = await readFileIfThere(target);
  if (!there) {
    await writeAtomically(target, bytes);
    return true;
  }
  if (Buffer.compare(there, bytes) === 0) return false;
  throw new UserError(
    l10n.t(
      'That folder has another text called {0}; nothing was written. Choose an empty folder.',
      basenameOf(target),
    ),
  );
}

async function tell(
  plan: BratPlan,
  content: BratContent,
  textCopied: boolean,
  config: { readonly written: readonly string[]; readonly kept: readonly string[] },
): Promise<void> {
  const notes = [
    l10n.t('{0} written: {1}.', basenameOf(plan.annUri), contentText(plan, content)),
    ...(textCopied ? [l10n.t('The text was copied beside it.')] : []),
    ...(plan.unreadLines > 0
      ? [l10n.t('Lines that brat cannot read stay as they were ({0}).', plan.unreadLines)]
      : []),
    ...(config.kept.length > 0 ? [l10n.t('Your own {0} stays as it is.', config.kept.join(', '))] : []),
  ];
  const open = l10n.t('Open File');
  const answer = await window.showInformationMessage(notes.join(' '), open);
  if (answer === open) await commands.executeCommand('vscode.open', plan.annUri);
}

function notUtf8(annUri: Uri): UserError {
  return new UserError(
    l10n.t(
      '{0} is not UTF-8, so nothing can be added to it without loss. Save it as UTF-8, or move it away.',
      basenameOf(annUri),
    ),
  );
}
