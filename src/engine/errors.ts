/** A model folder that cannot be used; the message says which file, why, and what to do. */
export class ModelLoadError extends Error {
  override readonly name = 'ModelLoadError';
  constructor(
    readonly reason: 'missing' | 'corrupt' | 'incompatible',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The child process could not finish a request: it died, ran out of memory, or its session refused the input. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
