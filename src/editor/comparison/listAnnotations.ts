import { CancellationError, type CancellationToken, FileType, l10n, Uri, workspace } from 'vscode';
import {
  type AnnotationFiles,
  pairAnnotationFiles,
  withoutAnn,
} from '../../core/agreement/annotationFiles.ts';
import { basenameOf } from '../fileNames.ts';
import { UserError } from '../userError.ts';
import type { ComparedSide, ComparisonRequest } from './comparisonRequest.ts';

/**
 * The `.ann` files that are compared, by document.
 * @throws UserError when a folder holds none
 */
export async function listAnnotations(
  { type, a, b }: ComparisonRequest,
  token: CancellationToken,
): Promise<readonly AnnotationFiles<ComparedSide>[]> {
  if (type === 'files') return [{ id: withoutAnn(basenameOf(a.uri)), a, b }];
  return pairAnnotationFiles(await filesBelow(a.uri, token), await filesBelow(b.uri, token));
}

/** The `.ann` files below a folder by path without ending. Folders that are links are not followed: they may lead in a circle. */
async function filesBelow(folder: Uri, token: CancellationToken): Promise<ReadonlyMap<string, ComparedSide>> {
  const found = new Map<string, ComparedSide>();
  const waiting = [{ uri: folder, path: '' }];
  for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
    if (token.isCancellationRequested) throw new CancellationError();
    for (const [name, type] of await workspace.fs.readDirectory(place.uri)) {
      if (name.startsWith('.')) continue;
      const uri = Uri.joinPath(place.uri, name);
      if (type === FileType.Directory) waiting.push({ uri, path: `${place.path}${name}/` });
      else if (/\.ann$/iu.test(name)) found.set(withoutAnn(place.path + name), { uri });
    }
  }
  if (found.size > 0) return found;
  throw new UserError(
    l10n.t('“{0}” holds no .ann file; choose a folder with annotations.', basenameOf(folder)),
  );
}
