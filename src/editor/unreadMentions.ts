import { placeKey } from '../core/review/placeKey.ts';
import type { DocumentAnnotations } from './documentAnnotations.ts';

/** Whether a person annotated a mention that the model has not seen: it may have attitudes to suggest. */
export function hasUnreadMentions({ suggested, review }: DocumentAnnotations): boolean {
  if (!suggested) return false;
  const read = new Set(suggested.mentions.map((mention) => `${mention.type} ${placeKey(mention)}`));
  for (const mention of review.mentions.values())
    if (mention.origin !== undefined && !read.has(`${mention.type} ${placeKey(mention)}`)) return true;
  return false;
}
