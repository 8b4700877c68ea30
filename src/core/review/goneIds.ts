import type { BratAnnotation } from '../formats/bratAnnotation.ts';
import { labelsByName } from '../formats/bratAttitudes.ts';
import { isLost } from '../formats/bratEdit.ts';
import { restingAfter, type Work } from '../work.ts';
import type { AnnFile } from './annFile.ts';
import type { Review } from './review.ts';

/** After so many lines the work rests. */
const linesATurn = 1000;

/** Ids of lines that are not to be seen: of mentions and attitudes that are not there, and of what speaks of them. */
export function* findingGoneIds({ lines }: AnnFile, review: Review): Work<ReadonlySet<string>> {
  const gone = new Set<string>();
  const textIds = new Set<string>();
  const others: (BratAnnotation & {
    readonly type: 'relation' | 'event' | 'attribute' | 'normalization' | 'note';
  })[] = [];
  yield* restingAfter(linesATurn, lines, ({ annotation }) => {
    if (annotation === undefined || annotation.type === 'equivalence') return;
    if (annotation.type !== 'text') {
      others.push(annotation);
      return;
    }
    textIds.add(annotation.id);
    if (!review.mentions.has(annotation.id) && !review.marks.has(annotation.id)) gone.add(annotation.id);
  });
  yield* restingAfter(linesATurn, others, (annotation) => {
    if (isAttitude(annotation, review, textIds) && !review.attitudes.has(annotation.id))
      gone.add(annotation.id);
  });
  // What speaks of an event may come before it, so one round is not always enough.
  for (let size = -1; size !== gone.size; ) {
    size = gone.size;
    if (size === 0) break;
    yield* restingAfter(linesATurn, others, (annotation) => {
      if (isLost(annotation, gone)) gone.add(annotation.id);
    });
  }
  return gone;
}

/** Whether the review decides about the line: a relation that names an attitude, between mentions. */
function isAttitude(annotation: BratAnnotation, review: Review, textIds: ReadonlySet<string>): boolean {
  if (annotation.type !== 'relation' || !labelsByName.has(annotation.name)) return false;
  return annotation.arguments.every(({ target }) => textIds.has(target) && !review.marks.has(target));
}
