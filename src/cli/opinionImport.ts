import { dirname, join } from 'node:path';
import { parseBrat } from '../core/formats/brat.ts';
import { labelWords, type OpinionLine, parseOpinions } from '../core/formats/opin.ts';
import type { UnplacedReason } from '../core/placedOpinions.ts';
import { readReview, writeReview } from '../core/review/bratSync.ts';
import { importOpinions } from '../core/review/importOpinions.ts';
import { mergeAnnotations } from '../core/review/mergeView.ts';
import { applyChange } from '../core/review/review.ts';
import type { ChangedDocument } from './bratFolder.ts';
import type { ConvertDocument } from './convertSources.ts';
import { readTextFile } from './textFile.ts';

interface OpinionImportOptions {
  readonly source: 'plain' | 'rusentrel';
  readonly synonyms: readonly (readonly string[])[];
}

const reasons: Readonly<Record<UnplacedReason, string>> = {
  'no-source': 'nothing in the text is called like the subject',
  'no-target': 'nothing in the text is called like the object',
  'one-entity': 'subject and object are one entity',
  'no-sentence': 'no sentence mentions both',
  repeated: 'a line above speaks of the same two',
};

/** Puts the opinions of `NAME.opin.txt` into documents, as relations between the mentions that they may be about. */
export function opinionImport({ source, synonyms }: OpinionImportOptions) {
  const same = (offset: number) => offset;
  /** @throws FileError when there is no such file or it cannot be read */
  return async ({ name, path, brat }: ConvertDocument): Promise<ChangedDocument> => {
    const opinPath = join(dirname(path), `${name}.opin.txt`);
    const { opinions, problems } = parseOpinions(await readTextFile(opinPath));
    const { text } = brat;
    const { review, file } = readReview(brat, same);
    const { extraction } = mergeAnnotations({ text, review, synonyms });
    const { change, unplaced, contradicted } = importOpinions(
      { text, source, review, extraction, synonyms },
      opinions,
    );
    const { annText } = writeReview(file, applyChange(review, change), text, same);
    const note = ({ line }: Pick<OpinionLine, 'line'>, message: string) => `${opinPath}:${line}: ${message}`;
    const shown = (opinion: OpinionLine) =>
      `${opinion.source}, ${opinion.target}, ${labelWords[opinion.label]}`;
    return {
      brat: parseBrat(annText, text),
      notes: [
        ...problems.map(({ line = 1, message }) => note({ line }, message)),
        ...unplaced.map(({ opinion, reason }) =>
          note(opinion, `${shown(opinion)}: has no place: ${reasons[reason]}`),
        ),
        ...contradicted.map(({ opinion, source: from, target: to }) =>
          note(opinion, `${shown(opinion)}: ${from.id} and ${to.id} have another relation, which stays`),
        ),
      ],
    };
  };
}
