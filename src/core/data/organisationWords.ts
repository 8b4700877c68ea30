function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Words of a name that its abbreviation may leave out. */
export const functionWords = words(
  'и по при в во на о об для с со от до за над of the and for de la des du di',
);
