import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import * as v from 'valibot';
import type { NamedOpinion } from '../core/evaluation.ts';
import { type OpinionLine, parseOpinions } from '../core/formats/opin.ts';
import { describeFileFailure, FileError } from './fileError.ts';
import { readTextFile } from './textFile.ts';

/** Opinions by document, in the order of file names, and a line for each flaw of the files. */
export interface OpinionFiles {
  readonly documents: ReadonlyMap<string, readonly NamedOpinion[]>;
  readonly problems: readonly string[];
}

/**
 * Opinions of a folder of `.opin.txt` files (those of its `train` and `etalon` too, as RuSentRel has them), of one
 * such file, or of a `.jsonl` file of `{"doc", "subject", "object", "label": "pos"|"neg"}`. A document goes by the
 * number in its file's name, so `art7.opin.txt` and `7.opin.txt` are one; without a number, by the name.
 * @throws FileError when nothing can be read there
 */
export async function readOpinionFiles(path: string): Promise<OpinionFiles> {
  if (await isFolder(path)) return readFolder(path);
  if (/\.jsonl$/i.test(path)) return parseJsonLines(await readTextFile(path), path);
  if (/\.zip$/i.test(path)) return readArchive(path);
  return readFiles([fileOnDisk(path)]);
}

async function readFolder(path: string): Promise<OpinionFiles> {
  const parts = await Promise.all([path, join(path, 'train'), join(path, 'etalon')].map(listOpinionFiles));
  const files = parts.flat();
  if (files.length === 0) throw new FileError(`${path}: holds no .opin.txt file; name the folder that does`);
  return readFiles(files.map(fileOnDisk));
}

async function readArchive(path: string): Promise<OpinionFiles> {
  const entries = await unzip(path);
  if (entries.length === 0)
    throw new FileError(`${path}: holds no .opin.txt file; name the archive that does`);
  return readFiles(
    entries.map(([name, bytes]) => ({ path: join(path, name), read: async () => strFromU8(bytes) })),
  );
}

/** The opinion files of an archive, in the order in which it holds them. */
async function unzip(path: string): Promise<[name: string, bytes: Uint8Array][]> {
  try {
    return Object.entries(
      unzipSync(await readFile(path), { filter: ({ name }) => /\d\.opin[^/]*$/.test(name) }),
    );
  } catch (error) {
    throw new FileError(`${path}: is no zip archive that can be read; pack it anew or name the folder`, {
      cause: error,
    });
  }
}

interface OpinionFile {
  readonly path: string;
  read(): Promise<string>;
}

function fileOnDisk(path: string): OpinionFile {
  return { path, read: () => readTextFile(path) };
}

async function listOpinionFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.opin.txt'))
    .sort()
    .map((name) => join(folder, name));
}

async function readFiles(files: readonly OpinionFile[]): Promise<OpinionFiles> {
  const documents = new Map<string, readonly NamedOpinion[]>();
  const problems: string[] = [];
  for (const { path, read } of files) {
    const id = documentId(path);
    if (documents.has(id)) {
      problems.push(`${path}: is the second file of document ${id} and was left out; rename or remove one`);
      continue;
    }
    try {
      const parsed = parseOpinions(await read());
      problems.push(...parsed.problems.map(({ line, message }) => `${path}:${line ?? 1}: ${message}`));
      documents.set(id, parsed.opinions.flatMap(signed));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      problems.push(error.message);
    }
  }
  return { documents, problems };
}

const jsonOpinion = v.object({
  doc: v.union([v.string(), v.number()]),
  subject: v.optional(v.string()),
  object: v.optional(v.string()),
  label: v.optional(v.picklist(['pos', 'neg'])),
});

function parseJsonLines(text: string, path: string): OpinionFiles {
  const documents = new Map<string, NamedOpinion[]>();
  const problems: string[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const parsed = v.safeParse(jsonOpinion, parseJson(line));
    if (!parsed.success) {
      problems.push(
        `${path}:${index + 1}: needs {"doc", "subject", "object", "label": "pos" or "neg"}; the line was left out`,
      );
      continue;
    }
    const { doc, subject, object, label } = parsed.output;
    const id =
      String(doc)
        .replace(/\D/g, '')
        .replace(/^0+(?=\d)/, '') || String(doc);
    const opinions = documents.get(id) ?? [];
    documents.set(id, opinions);
    // A line that names a document and nothing else says that it holds no opinion.
    if (subject !== undefined && object !== undefined && label !== undefined) {
      opinions.push({ source: subject, target: object, label: label === 'pos' ? 'positive' : 'negative' });
    } else if (subject !== undefined || object !== undefined || label !== undefined) {
      problems.push(`${path}:${index + 1}: lacks subject, object or label; the line was left out`);
    }
  }
  return { documents, problems };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function signed({ source, target, label }: OpinionLine): NamedOpinion[] {
  return label === 'neutral' ? [] : [{ source, target, label }];
}

function documentId(path: string): string {
  const name = basename(path);
  const number = /(\d+)\.opin/.exec(name)?.[1];
  return number === undefined ? name.replace(/(\.opin)?\.txt$/, '') : String(Number(number));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new FileError(`${path}: cannot be read: ${describeFileFailure(error)}`, { cause: error });
  }
}
