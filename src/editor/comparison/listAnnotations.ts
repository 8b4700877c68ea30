import { l10n, type Uri } from 'vscode';
import {
  type AnnotationFiles,
  pairAnnotationFiles,
  withoutAnn,
} from '../../core/agreement/annotationFiles.ts';
import { listFiles } from '../corpusFolder.ts';
import { basenameOf } from '../fileNames.ts';
import { UserError } from '../userError.ts';
import type { ComparedSide, ComparisonRequest } from './comparisonRequest.ts';

/**
 * The `.ann` files that are compared, by document.
 * @throws UserError when a folder holds none
 */
export async function listAnnotations({
  type,
  a,
  b,
}: ComparisonRequest): Promise<readonly AnnotationFiles<ComparedSide>[]> {
  if (type === 'files') return [{ id: withoutAnn(basenameOf(a.uri)), a, b }];
  return pairAnnotationFiles(await annotationsBelow(a.uri), await annotationsBelow(b.uri));
}

async function annotationsBelow(folder: Uri): Promise<ReadonlyMap<string, ComparedSide>> {
  const files = await listFiles(folder, (path) => /(?:^|\/)[^./][^/]*\.ann$/iu.test(path));
  if (files.length > 0) return new Map(files.map(({ path, uri }) => [withoutAnn(path), { uri }]));
  throw new UserError(
    l10n.t('“{0}” holds no .ann file; choose a folder with annotations.', basenameOf(folder)),
  );
}
