import { commands, l10n, type Uri, window } from 'vscode';
import { partPath } from '../../core/sampleParts.ts';
import { compress } from '../../files/compress.ts';
import type { AnnotationFiles } from '../annotationFiles.ts';
import type { AnnotationStore } from '../annotationStore.ts';
import { writeAtomically } from '../atomicWrite.ts';
import { documentCount, sampleCount } from '../counts.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { basenameOf, besides } from '../fileNames.ts';
import { confirmTargets } from '../fileTargets.ts';
import { choiceOf, chooseOptions, type SheetOption } from '../optionSheet.ts';
import { type SampleCounts, SampleExport } from '../sampleExport.ts';
import { sampleSourceOf } from '../sampleSources.ts';
import { defaultSampleWish, type SampleWish, sampleOptions } from '../sampleWish.ts';
import { UserError } from '../userError.ts';
import { annotationsFor } from './annotationsFor.ts';
import { documentFor } from './arguments.ts';
import type { CommandHandler } from './runCommand.ts';

/** Asks for the options of an export and writes it; what was chosen last is offered first. */
export type WriteSamples = (samples: SampleExport, place: SamplePlace) => Promise<void>;

/** Where samples go unless the user wants them elsewhere. */
interface SamplePlace {
  /** With the extension `.tsv`. */
  readonly uri: Uri;
  readonly isFolder: boolean;
}

interface Wish extends SampleWish {
  readonly place: 'here' | 'elsewhere';
}

/** Writes the pairs of the document as a file of samples that AREkit reads. */
export function exportSamples(
  current: CurrentDocument,
  store: AnnotationStore,
  files: AnnotationFiles,
  write: WriteSamples,
): CommandHandler {
  return async (...args) => {
    const document = await documentFor(current, args);
    await files.ready(document);
    const samples = new SampleExport([sampleSourceOf(annotationsFor(store, document))]);
    await write(samples, { uri: besides(document.uri, '.tsv'), isFolder: false });
  };
}

/** Makes what both commands for samples end in. */
export function sampleWriter(): WriteSamples {
  let last: Wish = { ...defaultSampleWish, place: 'here' };
  return async (samples, { uri, isFolder }) => {
    const canBeHere = uri.scheme !== 'untitled';
    const initial: Wish = {
      ...last,
      ...(!isFolder && { split: 'none' }),
      ...(!canBeHere && { place: 'elsewhere' }),
    };
    const nameOf = ({ format }: Wish) => basenameOf(withFormat(uri, format));
    const wish = await chooseOptions<Wish>(
      {
        title: l10n.t('Export Samples'),
        action: (each) => ({
          label: `$(table) ${l10n.t('Write {0}', namesOf(nameOf(each), samples.suffixes(each)))}`,
        }),
        describe: async (each, signal) => contentText(await samples.count(each, signal), isFolder),
        options: [...sampleOptions(isFolder), ...(canBeHere ? [placeOption()] : [])],
      },
      initial,
    );
    if (!wish) return;
    const counts = await samples.count(wish, new AbortController().signal);
    if (counts.positive + counts.negative + counts.neutral === 0)
      throw new UserError(
        l10n.t('There would be no sample in the file. Annotate first, or take suggestions for labels.'),
      );
    last = { ...wish, ...(!isFolder && { split: last.split }), ...(!canBeHere && { place: last.place }) };
    const target = await baseFor(wish, withFormat(uri, wish.format));
    if (!target) return;
    const files = await samples.files(wish);
    if (!files) throw new UserError(l10n.t('There are fewer documents than files. Choose fewer files.'));
    const targets = files.map(({ suffix, text }) => ({ text, uri: withSuffix(target, suffix) }));
    // The dialog has asked already, but only for the name that it showed.
    const unasked = targets.filter((file) => wish.place === 'here' || file.uri.path !== target.path);
    // Parts of a split belong together: all of them are written, or none.
    const confirmed = await confirmTargets(
      unasked.map((file) => file.uri),
      false,
    );
    if (!confirmed) return;
    for (const file of targets) await writeAtomically(file.uri, bytesOf(file));
    await tell(
      targets.map((file) => file.uri),
      contentText(counts, isFolder),
    );
  };
}

function placeOption(): SheetOption<Wish> {
  return choiceOf('place', l10n.t('Place'), [
    ['here', l10n.t('beside the text')],
    ['elsewhere', l10n.t('another place')],
  ]);
}

/** "132 samples (12 positive, 20 negative, 100 neutral); 14 suggestions left out". */
function contentText(counts: SampleCounts, isFolder: boolean): string {
  const { positive, negative, neutral, suggestions, unsampled, documents } = counts;
  const samples = sampleCount(positive + negative + neutral);
  return [
    l10n.t('{0} ({1} positive, {2} negative, {3} neutral)', samples, positive, negative, neutral),
    ...(isFolder ? [documentCount(documents)] : []),
    ...(suggestions > 0 ? [l10n.t('suggestions left out: {0}', suggestions)] : []),
    ...(unsampled > 0 ? [l10n.t('attitudes across sentences left out: {0}', unsampled)] : []),
  ].join(' · ');
}

async function baseFor({ place, format }: Wish, uri: Uri): Promise<Uri | undefined> {
  if (place === 'here') return uri;
  const filters = format === 'tsv' ? { TSV: ['tsv', 'tsv.gz'] } : { JSONL: ['jsonl', 'jsonl.gz'] };
  const isFile = uri.scheme !== 'untitled';
  return window.showSaveDialog({ filters, ...(isFile && { defaultUri: uri }) });
}

function withFormat(uri: Uri, format: SampleWish['format']): Uri {
  return uri.with({ path: uri.path.replace(/\.tsv$/u, `.${format}`) });
}

function withSuffix(uri: Uri, suffix: string): Uri {
  return suffix === '' ? uri : uri.with({ path: partPath(uri.path, suffix) });
}

function namesOf(name: string, suffixes: readonly string[]): string {
  return suffixes.map((suffix) => (suffix === '' ? name : partPath(name, suffix))).join(', ');
}

function bytesOf({ uri, text }: { readonly uri: Uri; readonly text: string }): Uint8Array {
  return /\.gz$/iu.test(uri.path) ? compress(text) : new TextEncoder().encode(text);
}

async function tell(targets: readonly Uri[], content: string): Promise<void> {
  const open = l10n.t('Open File');
  const message = l10n.t('{0} written: {1}.', targets.map(basenameOf).join(', '), content);
  const [first] = targets;
  if (first && (await window.showInformationMessage(message, open)) === open)
    await commands.executeCommand('vscode.open', first);
}
