/** Where an annotation comes from, carried in a note so that it survives every program that keeps notes. */
export interface Origin {
  /** `model`: a suggestion that nobody has looked at; else what a person did. */
  readonly by: OriginKind;
  /** Id of the model that suggested it. */
  readonly model?: string;
  /** The model's probability of its own label, in [0, 1]. */
  readonly probability?: number;
}

/** What became of an annotation; see `Origin.by`. */
export type OriginKind = 'model' | 'accepted' | 'corrected' | 'added';

const kinds: readonly OriginKind[] = ['model', 'accepted', 'corrected', 'added'];
const pattern = /\[aredit ([a-z]+)((?: [a-z]+=[^\s\]]*)*)\]/;

/**
 * The text of a note: `[aredit accepted model=sentiment-ru probability=0.9341]`.
 * Spaces and brackets in an id are percent-encoded; probabilities have four digits.
 */
export function formatOrigin({ by, model, probability }: Origin): string {
  const parts = [
    by,
    ...(model === undefined ? [] : [`model=${encode(model)}`]),
    ...(probability === undefined ? [] : [`probability=${Math.round(probability * 1e4) / 1e4}`]),
  ];
  return `[aredit ${parts.join(' ')}]`;
}

/** The origin that a note tells, wherever in the note it stands; undefined for any other note. */
export function parseOrigin(note: string): Origin | undefined {
  // Most notes of others are no work at all.
  if (!note.includes('[aredit ')) return undefined;
  const [, kind, fields = ''] = pattern.exec(note) ?? [];
  const by = kinds.find((each) => each === kind);
  if (by === undefined) return undefined;
  const values = new Map<string, string>();
  for (const field of fields.split(' ')) {
    const equals = field.indexOf('=');
    if (equals > 0) values.set(field.slice(0, equals), field.slice(equals + 1));
  }
  const model = values.get('model');
  const probability = Number(values.get('probability') || Number.NaN);
  return {
    by,
    ...(model ? { model: decode(model) } : {}),
    ...(probability >= 0 && probability <= 1 ? { probability } : {}),
  };
}

/** `note` with its origin replaced, the words that a person wrote around it kept; one without gets it in front. */
export function replaceOrigin(note: string, origin: Origin): string {
  const written = formatOrigin(origin);
  if (pattern.test(note)) return note.replace(pattern, () => written);
  return note === '' ? written : `${written} ${note}`;
}

/** Model ids are plain names; whatever else a person's model is called must not end the note early. */
function encode(value: string): string {
  if (/^[\w.-]*$/.test(value)) return value;
  return value.replace(/[\s%[\]]/g, (character) => encodeURIComponent(character));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // A person may have written a per cent sign into the note; it is then taken as it stands.
    return value;
  }
}
