import type { Label } from '../annotations.ts';
import type { Span } from '../span.ts';
import { type BratDocument, parseBrat, replaceLines } from './brat.ts';
import { bratFragments, formatFragments } from './bratFragments.ts';
import { formatOrigin, type Origin } from './bratOrigin.ts';
import { mapCodePoints } from './codePoints.ts';

/** A mention to write; an id of the form `T12` that is still free is kept. */
export interface NewMention {
  readonly id?: string;
  readonly type: string;
  readonly span: Span;
  readonly fragments?: readonly Span[];
  readonly origin?: Origin;
}

/** An attitude to write between two mentions of the file. */
export interface NewAttitude {
  readonly sourceMentionId: string;
  readonly targetMentionId: string;
  readonly label: Label;
  readonly origin?: Origin;
}

/** The changed file and the ids that the new lines got, in the order asked; undefined for what could not be written. */
export interface Added {
  readonly document: BratDocument;
  readonly ids: readonly (string | undefined)[];
}

/** How we name attitudes in relations. */
export const namesByLabel: Readonly<Record<Label, string>> = {
  positive: 'POS',
  negative: 'NEG',
  neutral: 'NEU',
};

/** A new file with these mentions and attitudes; attitudes name mentions by the ids given here. */
export function mentionsToBrat(
  documentText: string,
  mentions: readonly NewMention[],
  attitudes: readonly NewAttitude[] = [],
): BratDocument {
  const { document, ids } = addMentions(parseBrat('', documentText), mentions);
  const idsByGivenId = new Map(mentions.map(({ id }, index) => [id, ids[index]]));
  const known = attitudes.flatMap((attitude) => {
    const sourceMentionId = idsByGivenId.get(attitude.sourceMentionId);
    const targetMentionId = idsByGivenId.get(attitude.targetMentionId);
    if (sourceMentionId === undefined || targetMentionId === undefined) return [];
    return [{ ...attitude, sourceMentionId, targetMentionId }];
  });
  return addAttitudes(document, known).document;
}

/**
 * Adds mentions at the end of the file. One that crosses lines becomes fragments; one that holds nothing but white
 * space cannot be written.
 */
export function addMentions(document: BratDocument, mentions: readonly NewMention[]): Added {
  const codePoints = mapCodePoints(document.text);
  const newId = idSource(document);
  const lines: string[] = [];
  const ids = mentions.map((mention) => {
    const fragments = (mention.fragments ?? [mention.span]).flatMap((span) =>
      bratFragments(document.text, span),
    );
    if (fragments.length === 0) return undefined;
    const id = newId('T', mention.id);
    lines.push(`${id}\t${typeName(mention.type)} ${formatFragments(document.text, codePoints, fragments)}`);
    if (mention.origin !== undefined) lines.push(originLine(newId('#'), id, mention.origin));
    return id;
  });
  return { document: append(document, lines), ids };
}

/** Adds attitudes at the end of the file, each followed by the note on its origin. */
export function addAttitudes(document: BratDocument, attitudes: readonly NewAttitude[]): Added {
  const newId = idSource(document);
  const lines: string[] = [];
  const ids = attitudes.map(({ sourceMentionId, targetMentionId, label, origin }) => {
    const id = newId('R');
    lines.push(`${id}\t${namesByLabel[label]} Arg1:${sourceMentionId} Arg2:${targetMentionId}`);
    if (origin !== undefined) lines.push(originLine(newId('#'), id, origin));
    return id;
  });
  return { document: append(document, lines), ids };
}

/** Declares mentions to be one entity; a `*` line of brat. Fewer than two make none. */
export function addEquivalence(document: BratDocument, type: string, ids: readonly string[]): BratDocument {
  return ids.length < 2 ? document : append(document, [`*\t${typeName(type)} ${ids.join(' ')}`]);
}

function append(document: BratDocument, lines: readonly string[]): BratDocument {
  if (lines.length === 0) return document;
  const lineEnd = document.lines[0]?.raw.endsWith('\r\n') ? '\r\n' : '\n';
  const last = document.lines.at(-1)?.raw ?? lineEnd;
  const isOpen = !/[\r\n]$/.test(last);
  const before = isOpen ? [...document.lines.slice(0, -1), last + lineEnd] : document.lines;
  return replaceLines(document, [...before, ...lines.map((line) => line + lineEnd)]);
}

function originLine(id: string, target: string, origin: Origin): string {
  return `${id}\tAnnotatorNotes ${target}\t${formatOrigin(origin)}`;
}

/** New ids by prefix: the wanted one if it is free, else the number after the highest; each is given once. */
export function idSource(document: BratDocument): (prefix: string, wanted?: string) => string {
  const taken = new Set(document.lines.flatMap(({ reservedId }) => reservedId ?? []));
  const highest = new Map<string, number>();
  for (const id of taken) note(id);
  function note(id: string) {
    const [, prefix, digits] = /^([A-Za-z]+|#)(\d+)/.exec(id) ?? [];
    if (prefix !== undefined) highest.set(prefix, Math.max(highest.get(prefix) ?? 0, Number(digits)));
  }
  return (prefix, wanted) => {
    const isFree = wanted?.startsWith(prefix) && /^[A-Z]\d{1,9}$/.test(wanted) && !taken.has(wanted);
    const id = isFree && wanted !== undefined ? wanted : `${prefix}${(highest.get(prefix) ?? 0) + 1}`;
    taken.add(id);
    note(id);
    return id;
  };
}

/** A type as brat can read it: no white space, and none of the characters that separate. */
export function typeName(type: string): string {
  return type.trim().replace(/[\s:;]+/g, '_') || 'ENTITY';
}
