import type { TextDocument } from 'vscode';
import type { Problem } from '../core/problem.ts';
import { type AnnMentions, readAnnMentions } from './annMentions.ts';
import type { PreparedRequest } from './extractionRunner.ts';
import type { Models } from './models.ts';
import { readSetting } from './settings.ts';
import { readSynonyms } from './synonymsFile.ts';

/** RuSentRel's own lines begin so; such a text is read as that collection wants it. */
const rusentrelLine = /^\uFEFF?\s*\{[^{}\r\n]*Unknown\}/iu;

/**
 * Everything an extraction needs besides the text itself: models, mentions of the `.ann` file, synonyms, threshold.
 * @throws UserError or ModelLoadError when a setting names something that is not there.
 */
export async function prepareRequest(document: TextDocument, models: Models): Promise<PreparedRequest> {
  const [ann, synonyms] = await Promise.all([chosenAnnMentions(document), readSynonyms(document.uri)]);
  const folders = await models.foldersFor(document.uri, ann === undefined);
  const threshold = readSetting('threshold', document);
  const problems: readonly Problem[] = [...(ann?.problems ?? []), ...(synonyms?.problems ?? [])];
  return {
    settings: {
      source: rusentrelLine.test(document.getText()) ? 'rusentrel' : 'plain',
      folders,
      ...(ann && { mentions: ann.mentions }),
      ...(synonyms && { synonyms: synonyms.groups }),
      ...(threshold !== null && { threshold }),
    },
    problems,
  };
}

/** The mentions of the `.ann` file if the setting wants them; `undefined` when the recogniser is to look. */
async function chosenAnnMentions(document: TextDocument): Promise<AnnMentions | undefined> {
  switch (readSetting('entitySource', document)) {
    case 'model':
      return undefined;
    case 'ann':
      return (await readAnnMentions(document)) ?? { mentions: [], problems: [] };
    case 'auto': {
      const ann = await readAnnMentions(document);
      return ann && ann.mentions.length > 0 ? ann : undefined;
    }
  }
}
