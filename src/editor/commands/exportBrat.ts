import * as v from 'valibot';
import { commands, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { AnnotationFiles } from '../annotationFiles.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { writeAtomically } from '../atomicWrite.ts';
import { type BratContent, type BratPlan, planBrat, writeBrat, writeBratConfig } from '../bratExport.ts';
import { attitudeCount, mentionCount, suggestionCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { basenameOf, besides, folderOf } from '../fileNames.ts';
import { readSaved, type SavedDocument, saveFirst } from '../savedDocument.ts';
import { readFileIfThere } from '../textFiles.ts';
import { UserError } from '../userError.ts';
import { annotationsFor } from './annotationsFor.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

interface Wish {
  readonly content: BratContent;
  readonly place: 'beside' | 'elsewhere';
}

type Choice = Wish & QuickPickItem;

const bratContent: v.GenericSchema<unknown, BratContent> = v.picklist(['annotations', 'mentions', 'all']);

/**
 * Completes what brat needs beside the text, whose `.ann` file holds the annotations anyway, or copies both to another
 * folder. Suggestions go along only where that was chosen, and are marked as such.
 */
export function exportBrat(
  current: CurrentDocument,
  store: AnnotationStore,
  files: AnnotationFiles,
): CommandHandler {
  return async (...args) => {
    const document = await saveFirst(await documentFor(current, args));
    if (!document) return;
    await files.settle(folderOf(document.uri));
    const annotations = annotationsFor(store, document);
    const saved = await readSaved(document);
    // A key binding may say what to write; then nothing is asked.
    const wish = v.safeParse(bratContent, args[1]);
    const choice = wish.success
      ? ({ content: wish.output, place: 'beside' } as const)
      : await choose(saved, annotations);
    const annUri = choice && (await placeFor(choice, document.uri));
    if (!choice || !annUri) return;
    const plan = await write(saved, annotations, choice.content, annUri);
    if (!plan) return;
    const types = annotations.extraction.mentions.map(({ type }) => type);
    const root = workspace.getWorkspaceFolder(annUri)?.uri;
    const config = await writeBratConfig(folderOf(annUri), root, types);
    await tell(plan.plan, plan.textCopied, config);
  };
}

async function choose(saved: SavedDocument, annotations: DocumentAnnotations): Promise<Choice | undefined> {
  const annUri = besides(saved.document.uri, '.ann');
  const name = basenameOf(annUri);
  const withCopy = l10n.t('With a copy of the text: brat wants both in one folder.');
  const offers: readonly Omit<Choice, 'detail'>[] = [
    { label: `$(file) ${name}`, content: 'annotations', place: 'beside' },
    { label: `$(file) ${l10n.t('{0}, with suggestions', name)}`, content: 'all', place: 'beside' },
    {
      label: `$(file) ${l10n.t('{0}, with suggested entities alone', name)}`,
      content: 'mentions',
      place: 'beside',
    },
    { label: `$(folder-opened) ${l10n.t('Another folder…')}`, content: 'annotations', place: 'elsewhere' },
    {
      label: `$(folder-opened) ${l10n.t('Another folder, with suggestions…')}`,
      content: 'all',
      place: 'elsewhere',
    },
  ];
  const items: Choice[] = [];
  for (const offer of offers) {
    const plan = await planBrat(saved, annotations, offer.content, annUri);
    if (!plan) throw notUtf8(annUri);
    const description = offer.place === 'beside' ? l10n.t('beside the text') : withCopy;
    if (hasContent(plan, offer.content)) items.push({ ...offer, description, detail: contentText(plan) });
  }
  return window.showQuickPick(items, { title: l10n.t('Export Annotations as BRAT') });
}

/** Whether there is anything to choose that another choice does not offer. */
function hasContent({ annotations, suggestions }: BratPlan, content: BratContent): boolean {
  switch (content) {
    case 'annotations':
      return annotations.mentions > 0;
    case 'all':
      return suggestions.mentions + suggestions.attitudes > 0 || annotations.mentions === 0;
    case 'mentions':
      return suggestions.mentions > 0;
  }
}

/** What a file will hold: "28 mentions, 12 attitudes; 3 suggestions left out". */
function contentText({ annotations, suggestions, leftOut }: BratPlan): string {
  const counts = ({ mentions, attitudes }: BratPlan['annotations']) =>
    [mentionCount(mentions), ...(attitudes > 0 ? [attitudeCount(attitudes)] : [])].join(', ');
  const hasSuggestions = suggestions.mentions + suggestions.attitudes > 0;
  const marked = l10n.t('{0}, marked as suggestions', counts(suggestions));
  if (annotations.mentions === 0) return marked;
  const confirmed = l10n.t('{0} of your annotation', counts(annotations));
  if (hasSuggestions) return l10n.t('{0}; {1}', confirmed, marked);
  return leftOut > 0 ? l10n.t('{0}; {1} left out', confirmed, suggestionCount(leftOut)) : confirmed;
}

async function placeFor({ place }: Wish, document: Uri): Promise<Uri | undefined> {
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

/** Writes the files as they are to be now, though somebody may have changed them since the choice was shown. */
async function write(
  saved: SavedDocument,
  annotations: DocumentAnnotations,
  content: BratContent,
  annUri: Uri,
): Promise<{ readonly plan: BratPlan; readonly textCopied: boolean } | undefined> {
  const plan = await planBrat(saved, annotations, content, annUri);
  if (!plan) throw notUtf8(annUri);
  const isBeside = folderOf(annUri).path === folderOf(saved.document.uri).path;
  if (plan.existing && !isBeside && !(await confirmMerge(annUri))) return undefined;
  const textCopied = await copyText(saved, annUri);
  return (await writeBrat(plan)) ? { plan, textCopied } : write(saved, annotations, content, annUri);
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
  textCopied: boolean,
  config: { readonly written: readonly string[]; readonly kept: readonly string[] },
): Promise<void> {
  const notes = [
    l10n.t('{0} written: {1}.', basenameOf(plan.annUri), contentText(plan)),
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
