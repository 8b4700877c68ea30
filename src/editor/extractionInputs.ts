import type { TextDocument } from 'vscode';
import { isRusentrelText } from '../core/formats/rusentrel.ts';
import { emptyReview } from '../core/review/review.ts';
import { needsRecogniser } from '../engine/extractionRequest.ts';
import type { AnnotationFiles } from './annotationFiles.ts';
import type { AnnotationStore } from './annotationStore.ts';
import type { PreparedRequest } from './extractionRunner.ts';
import { givenMentions } from './givenMentions.ts';
import type { Models } from './models.ts';
import { readSetting } from './settings.ts';
import { readSynonyms } from './synonymsFile.ts';

/**
 * Everything an extraction needs besides the text itself: models, what is annotated, synonyms, threshold.
 * @throws UserError or ModelLoadError when a setting names something that is not there.
 */
export async function prepareRequest(
  document: TextDocument,
  models: Models,
  files: AnnotationFiles,
  store: AnnotationStore,
): Promise<PreparedRequest> {
  const [synonyms] = await Promise.all([readSynonyms(document.uri), files.ready(document)]);
  const review = () => store.known(document.uri)?.review ?? emptyReview;
  const source = readSetting('entitySource', document);
  const folders = await models.foldersFor(document.uri, needsRecogniser(givenMentions(source, review())));
  const threshold = readSetting('threshold', document);
  return {
    settings: {
      source: isRusentrelText(document.getText()) ? 'rusentrel' : 'plain',
      folders,
      // Asked for at the last moment: a person goes on meanwhile.
      ...givenMentions(source, review()),
      ...(synonyms && { synonyms: synonyms.groups }),
      ...(threshold !== null && { threshold }),
    },
    problems: synonyms?.problems ?? [],
  };
}
