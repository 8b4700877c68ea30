import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Extraction } from '../core/annotations.ts';
import type { Span } from '../core/span.ts';
import type { ExtractionAnswer } from '../engine/extractionRequest.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { inTurns } from './inTurns.ts';
import { formattingKept, isMissing, parsingKept, withLineEnds } from './keptFile.ts';
import type { Log } from './log.ts';

/** A finished extraction, as it was shown. */
export interface CachedSuggestions {
  readonly extraction: Extraction;
  /** The groups of names that its entities were made with. */
  readonly groupedBy?: readonly (readonly string[])[] | undefined;
  readonly range?: Span | undefined;
  readonly models: ExtractionAnswer['models'];
  readonly timings: ExtractionAnswer['timings'];
}

/** Bytes that all kept extractions may take together. */
const capacity = 128 * 2 ** 20;

/**
 * Finished extractions on disk, so that a text shows its suggestions again after a restart without any model.
 * Whatever goes wrong here costs time only: all of it can be computed again.
 */
export class SuggestionCache {
  readonly #folder: string;
  readonly #log: Log;
  readonly #capacity: number;
  #size: number | undefined;

  /** @param folder of the extension's own; made when first needed */
  constructor(folder: string, log: Log, bytes = capacity) {
    this.#folder = folder;
    this.#log = log;
    this.#capacity = bytes;
  }

  /** What was kept under `key`, a name for all that the suggestions depend on. */
  async get(key: string): Promise<CachedSuggestions | undefined> {
    try {
      const path = this.#pathOf(key);
      // Our own words, as the checksum shows.
      const content = await readFile(path, 'utf8');
      const kept = (await inTurns(parsingKept(content))) as CachedSuggestions | undefined;
      const now = new Date();
      if (kept) await utimes(path, now, now);
      return kept;
    } catch (error) {
      if (!isMissing(error)) this.#log.warn('Kept suggestions could not be read.', error);
      return undefined;
    }
  }

  async put(key: string, suggestions: CachedSuggestions): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      const lines = withLineEnds(await inTurns(formattingKept(suggestions)));
      await writeWhole(this.#pathOf(key), lines);
      const size = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
      this.#size = (this.#size ?? 0) + size;
      if (this.#size > this.#capacity || this.#size === size) await this.#shrink();
    } catch (error) {
      this.#log.warn('Suggestions could not be kept for later.', error);
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true }).catch((error) =>
      this.#log.warn('Kept suggestions could not be removed.', error),
    );
  }

  #pathOf(key: string): string {
    return join(this.#folder, `${key}.json`);
  }

  /** Removes what was not used for longest until the rest fits, with some room. */
  async #shrink(): Promise<void> {
    const names = await readdir(this.#folder);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        const { size, mtimeMs } = await stat(path);
        return { path, size, mtimeMs };
      }),
    );
    let size = files.reduce((sum, file) => sum + file.size, 0);
    for (const file of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (size <= this.#capacity * 0.8) break;
      await rm(file.path, { force: true });
      size -= file.size;
    }
    this.#size = size;
  }
}
