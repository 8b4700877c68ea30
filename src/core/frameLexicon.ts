/** The label of the attitude that a frame conveys. */
export type FrameLabel = 'positive' | 'negative';

/** A frame of RuSentiFrames: what the one who does something feels towards the one whom it concerns. */
export interface Frame {
  /** As in RuSentiFrames, e.g. `0_1`. */
  readonly id: string;
  readonly title: string;
  /** Of the attitude A0 → A1. */
  readonly label: FrameLabel;
  /** Words and phrases that convey the frame, in their dictionary forms. */
  readonly variants: readonly string[];
}

/**
 * Frames of a lexicon file's parsed JSON, `{ "frames": [...] }` as `lexicons/rusentiframes.json` has them.
 * @throws Error if it has another shape: such a file was not made by our script
 */
export function readFrames(value: unknown): Frame[] {
  if (!isRecord(value) || !Array.isArray(value.frames))
    throw new Error('A lexicon of frames has a list "frames".');
  return value.frames.map((frame: unknown) => {
    if (!isFrame(frame)) throw new Error(`This is no frame: ${JSON.stringify(frame)}`);
    return frame;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFrame(value: unknown): value is Frame {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.title === 'string' &&
    (value.label === 'positive' || value.label === 'negative') &&
    Array.isArray(value.variants) &&
    value.variants.every((variant) => typeof variant === 'string')
  );
}
