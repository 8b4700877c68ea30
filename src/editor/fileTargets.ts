import { FileSystemError, l10n, type Uri, window, workspace } from 'vscode';
import { basenameOf } from './fileNames.ts';

/** How many names a question lists before it only counts. */
const shownNames = 3;

/**
 * The files of `targets` that may be written: asks first where some are there already. `undefined` when the user would
 * rather not go on.
 * @param canSkip whether those may be left as they are and the others written
 */
export async function confirmTargets(
  targets: readonly Uri[],
  canSkip: boolean,
): Promise<readonly Uri[] | undefined> {
  const there = new Set<Uri>();
  for (const target of targets) if (await isThere(target)) there.add(target);
  const [first] = there;
  if (!first) return targets;
  const [replace, skip] = [l10n.t('Replace'), l10n.t('Skip Those')];
  const answer = await window.showWarningMessage(
    there.size === 1
      ? l10n.t('{0} is there already. Replace it?', basenameOf(first))
      : l10n.t('Files that are there already: {0} ({1}). Replace them?', there.size, namesOf([...there])),
    { modal: true },
    replace,
    ...(canSkip && there.size < targets.length ? [skip] : []),
  );
  if (answer === undefined) return undefined;
  return answer === replace ? targets : targets.filter((target) => !there.has(target));
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

function namesOf(uris: readonly Uri[]): string {
  const names = uris.slice(0, shownNames).map(basenameOf).join(', ');
  return uris.length > shownNames ? `${names}…` : names;
}
