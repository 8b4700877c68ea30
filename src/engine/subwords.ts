import { Tokenizer } from '@huggingface/tokenizers';
import * as v from 'valibot';
import type { Span } from '../core/span.ts';
import { ModelLoadError } from './errors.ts';
import type { ModelManifest } from './manifest.ts';
import { normaliseWord, splitWords } from './words.ts';

// What the tokenizer library reads without asking; the rest it checks itself.
const tokenizerFile = v.looseObject({
  model: v.looseObject({ type: v.string() }),
  added_tokens: v.array(v.looseObject({ id: v.number(), content: v.string() })),
});

/** A word of more code units than this is one unknown subword: no name is that long, and cutting it would take seconds. */
const longestWord = 500;
/** Words remembered; a text of a hundred pages has fewer different ones. */
const cacheSize = 50_000;

/** Cuts words into the subwords of one model's vocabulary. */
export class Subwords {
  /** Ids of the special subwords. */
  readonly special: Readonly<Record<keyof ModelManifest['tokenizer']['special'], number>>;
  private readonly tokenizer: Tokenizer;
  private readonly idsByWord = new Map<string, readonly number[]>();

  /** @throws ModelLoadError when `content`, the parsed tokenizer file at `path`, cannot be used. */
  constructor(
    content: unknown,
    private readonly settings: ModelManifest['tokenizer'],
    private readonly path: string,
  ) {
    const parsed = v.safeParse(tokenizerFile, content);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw this.incompatible(`${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
    }
    try {
      this.tokenizer = new Tokenizer(parsed.output, {});
    } catch (error) {
      throw this.incompatible(error instanceof Error ? error.message : String(error));
    }
    const { start, end, pad, unknown } = settings.special;
    this.special = {
      start: this.idOf(start),
      end: this.idOf(end),
      pad: this.idOf(pad),
      unknown: this.idOf(unknown),
    };
  }

  /** The id of the subword called `name`. @throws ModelLoadError when the vocabulary has none. */
  idOf(name: string): number {
    const id = this.tokenizer.token_to_id(name);
    if (id === undefined)
      throw this.incompatible(`the manifest needs the subword "${name}", which is not in it`);
    return id;
  }

  /** The subword of that name where there is one, else the name cut like any other text. */
  ofName(name: string): readonly number[] {
    const id = this.tokenizer.token_to_id(name);
    return id === undefined ? this.ofStretch(name, { start: 0, end: name.length }) : [id];
  }

  /** Ids of one word, at least one; `touchesPrevious` as in {@link splitWords}. */
  ofWord(word: string, touchesPrevious: boolean): readonly number[] {
    const key = touchesPrevious ? word : ` ${word}`;
    const known = this.idsByWord.get(key);
    if (known !== undefined) return known;
    const ids = this.cut(word, touchesPrevious);
    if (this.idsByWord.size >= cacheSize) this.idsByWord.clear();
    this.idsByWord.set(key, ids);
    return ids;
  }

  /** Ids of all words of a stretch of `text`. */
  ofStretch(text: string, stretch: Span): number[] {
    return splitWords(text, stretch).flatMap((word) =>
      this.ofWord(text.slice(word.start, word.end), word.touchesPrevious),
    );
  }

  private cut(word: string, touchesPrevious: boolean): readonly number[] {
    if (word.length > longestWord) return [this.special.unknown];
    const normalised = normaliseWord(word, this.settings);
    const { ids } = this.tokenizer.encode(touchesPrevious ? normalised : ` ${normalised}`, {
      add_special_tokens: false,
    });
    return ids.length > 0 ? ids : [this.special.unknown];
  }

  private incompatible(reason: string): ModelLoadError {
    return new ModelLoadError(
      'incompatible',
      `${this.path}: the tokenizer cannot be used: ${reason}. Choose a model made for this version of AREdit.`,
    );
  }
}
