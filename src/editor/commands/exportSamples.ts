import { commands, l10n, type QuickPickItem, type TextDocument, type Uri, window } from 'vscode';
import type { AnnotationStore } from '../annotationStore.ts';
import { writeAtomically } from '../atomicWrite.ts';
import { sampleCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import type { DocumentAnnotations } from '../documentAnnotations.ts';
import { basenameOf, besides } from '../fileNames.ts';
import { type SampleKind, type SampleTable, samplesTable } from '../samplesTable.ts';
import { saveFirst } from '../savedDocument.ts';
import { readFileIfThere } from '../textFiles.ts';
import { annotationsFor } from './annotationsFor.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

interface Choice extends QuickPickItem {
  readonly sampleKind: SampleKind;
  readonly table: SampleTable;
  readonly place: 'beside' | 'elsewhere';
}

/** Writes the pairs of the document as a file of samples that AREkit reads. */
export function exportSamples(current: CurrentDocument, store: AnnotationStore): CommandHandler {
  return async (...args) => {
    const document = await saveFirst(await documentFor(current, args));
    if (!document) return;
    const choice = await choose(annotationsFor(store, document), document);
    const target = choice && (await targetFor(choice, document.uri));
    if (!choice || !target) return;
    await writeAtomically(target, new TextEncoder().encode(choice.table.text));
    const open = l10n.t('Open File');
    const message = l10n.t('{0} written: {1}.', basenameOf(target), contentText(choice));
    if ((await window.showInformationMessage(message, open)) === open)
      await commands.executeCommand('vscode.open', target);
  };
}

async function choose(annotations: DocumentAnnotations, document: TextDocument): Promise<Choice | undefined> {
  const name = basenameOf(besides(document.uri, '.tsv'));
  const choice = (sampleKind: SampleKind, label: string, place: Choice['place']): Choice => {
    const id = sampleKind.layout === 'arekit-0.22' ? '0' : name.replace(/\.tsv$/u, '');
    const table = samplesTable(annotations, id, sampleKind);
    return {
      sampleKind,
      table,
      place,
      label,
      description: layoutName(sampleKind),
      detail: contentText({ sampleKind, table }),
    };
  };
  const early = { layout: 'arekit-0.22', hasLabels: true } as const;
  const items: readonly Choice[] = [
    choice(early, `$(file) ${name}`, 'beside'),
    choice({ ...early, hasLabels: false }, `$(file) ${name}`, 'beside'),
    choice({ layout: 'arekit-0.24', hasLabels: true }, `$(file) ${name}`, 'beside'),
    choice(early, `$(folder-opened) ${l10n.t('Another place…')}`, 'elsewhere'),
  ];
  return window.showQuickPick(items, { title: l10n.t('Export Samples as AREkit TSV') });
}

function layoutName({ layout, hasLabels }: SampleKind): string {
  const version = layout === 'arekit-0.22' ? 'AREkit 0.22' : 'AREkit 0.24';
  return hasLabels ? version : l10n.t('{0}, without labels', version);
}

function contentText({ sampleKind, table }: Pick<Choice, 'sampleKind' | 'table'>): string {
  const count = sampleCount(table.samples);
  return sampleKind.hasLabels
    ? l10n.t('{0}, {1} of them labelled by the model', count, table.labelled)
    : count;
}

/** Where to write; asks before a file is replaced, as the system's own dialog does for another place. */
async function targetFor({ place }: Choice, document: Uri): Promise<Uri | undefined> {
  const target = besides(document, '.tsv');
  if (place === 'elsewhere') return window.showSaveDialog({ defaultUri: target, filters: { TSV: ['tsv'] } });
  if (!(await readFileIfThere(target))) return target;
  const replace = l10n.t('Replace');
  const answer = await window.showWarningMessage(
    l10n.t('{0} is there already. Replace it?', basenameOf(target)),
    { modal: true },
    replace,
  );
  return answer === replace ? target : undefined;
}
