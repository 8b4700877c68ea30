import * as v from 'valibot';

/** A counted noun by the categories of `Intl.PluralRules`; `{0}` stands for the number. */
const plural = v.object({ one: v.string(), few: v.string(), many: v.string(), other: v.string() });

/** Schema of `GraphStrings`. */
export const graphStrings = v.object({
  /** BCP 47 tag of the language the strings are in; numbers are written after it. */
  locale: v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)),
  /** What to call the entity types that the host knows; others are shown as they are. */
  entityTypes: v.record(v.string(), v.string()),

  graph: v.string(),
  graphHelp: v.string(),
  search: v.string(),
  nothingFound: v.string(),
  layout: v.string(),
  layoutCamps: v.string(),
  layoutForces: v.string(),
  layoutCircle: v.string(),
  arrange: v.string(),
  fit: v.string(),
  zoomIn: v.string(),
  zoomOut: v.string(),
  /** `{0}`: the file format. */
  exportAs: v.string(),

  legend: v.string(),
  positive: v.string(),
  negative: v.string(),
  minProbability: v.string(),
  anyProbability: v.string(),
  unconnected: v.string(),
  legendScales: v.string(),
  /** Of an attitude that a person stands behind. */
  confirmed: v.string(),

  details: v.string(),
  selectHint: v.string(),
  outgoing: v.string(),
  incoming: v.string(),
  noAttitudes: v.string(),
  noSentence: v.string(),
  showInText: v.string(),
  previousSentence: v.string(),
  nextSentence: v.string(),
  /** `{0}`: which one, `{1}`: of how many. */
  position: v.string(),

  list: v.string(),
  subject: v.string(),
  sign: v.string(),
  object: v.string(),
  probability: v.string(),

  emptyTitle: v.string(),
  emptyHint: v.string(),
  emptyWithoutAttitudes: v.string(),
  extract: v.string(),
  allFiltered: v.string(),
  resetFilters: v.string(),
  hiddenByFilters: plural,
  found: plural,

  mentions: plural,
  attitudes: plural,
  sentences: plural,
  entities: plural,
});

/**
 * All that the graph page says to people, in one language.
 * The host translates it, so the page knows no language of its own.
 */
export type GraphStrings = v.InferOutput<typeof graphStrings>;

/** A counted noun in the forms a language may need. */
export type PluralForms = v.InferOutput<typeof plural>;
