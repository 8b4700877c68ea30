import type { BratArgument } from './bratAnnotation.ts';
import {
  type BratParts,
  type BratReading,
  type BratText,
  content,
  fatal,
  isIdWithNumber,
  syntax,
  withoutLineEnd,
} from './bratReading.ts';
import { parseTextBound } from './bratTextBound.ts';

/** Reads one line by the first letter of its id, as brat does; checks that need other lines come later. */
export function readBratLine(parts: BratParts, document: BratText): BratReading {
  switch (parts.id[0]) {
    case 'T':
      return parseTextBound(parts, document);
    case 'R':
      return parseRelation(parts);
    case 'E':
      return parseEvent(parts);
    case 'A':
      return parseAttribute(parts);
    case 'M':
      return parseModifier(parts);
    case 'N':
      return parseNormalization(parts);
    case '#':
      return parseNote(parts);
    case '*':
      return parseEquivalence(parts);
    default:
      return syntax(`"${parts.id}" begins with no letter that brat knows (T R E A M N # *).`);
  }
}

function parseRelation({ id, data }: BratParts): BratReading {
  const space = data.indexOf(' ');
  if (space < 0) return syntax('A relation needs a type and two arguments.');
  const written = words(data.slice(space));
  if (written.length !== 2) return content('A relation needs exactly two arguments.');
  const [first, second] = written.map(parseArgument);
  if (first === undefined || second === undefined)
    return fatal('A relation needs arguments of the form Role:ID.');
  if (first.role === second.role) return content('The two arguments of a relation need different roles.');
  return { annotation: { type: 'relation', id, name: data.slice(0, space), arguments: [first, second] } };
}

function parseEvent({ id, data }: BratParts): BratReading {
  const space = data.indexOf(' ');
  const head = space < 0 ? data : data.slice(0, space);
  const [name, trigger, ...more] = head.split(':');
  if (name === undefined || trigger === undefined || more.length > 0)
    return syntax('An event needs TYPE:TRIGGER.');
  const given = space < 0 ? [] : words(data.slice(space)).map(parseArgument);
  const complete = given.filter((argument) => argument !== undefined);
  if (complete.length < given.length) return fatal('An event needs arguments of the form Role:ID.');
  return { annotation: { type: 'event', id, name, trigger, arguments: complete } };
}

function parseAttribute({ id, data }: BratParts): BratReading {
  const [, name, target, value] = /^(.+?) (.+?) (.+?)$/s.exec(data) ?? /^(.+?) (.+?)$/s.exec(data) ?? [];
  if (name === undefined || target === undefined || !isIdWithNumber(target))
    return syntax('An attribute needs a name, the id of an annotation and perhaps a value.');
  return { annotation: { type: 'attribute', id, name, target, ...(value === undefined ? {} : { value }) } };
}

function parseModifier({ id, data }: BratParts): BratReading {
  const [name, target, ...more] = words(data);
  if (name === undefined || target === undefined || more.length > 0)
    return fatal('A modifier needs a name and the id of an annotation.');
  return { annotation: { type: 'attribute', id, name, target } };
}

function parseNormalization({ id, data, tail }: BratParts): BratReading {
  // The two orders of BioNLP's shared task of 2013 are read as well.
  const shared = /^Reference (?:Annotation:(\S+) Referent:(\S+)|Referent:(\S+) Annotation:(\S+))/.exec(data);
  const usual =
    shared === null ? data : `Reference ${shared[1] ?? shared[4] ?? ''} ${shared[2] ?? shared[3] ?? ''}`;
  const [, name, target, database, entry] = /^(\S+) (\S+) (\S+?):(\S+)/.exec(usual) ?? [];
  if (name === undefined || target === undefined || database === undefined || entry === undefined)
    return syntax('A normalization needs a type, the id of an annotation and DATABASE:ENTRY.');
  const text = withoutLineEnd(tail ?? '').replace(/^\t+/, '');
  return { annotation: { type: 'normalization', id, name, target, database, entry, text } };
}

function parseNote({ id, data, tail }: BratParts): BratReading {
  const [name, target, ...more] = words(data);
  if (name === undefined || target === undefined || more.length > 0)
    return syntax('A note needs a type and the id of an annotation, then a TAB.');
  return { annotation: { type: 'note', id, name, target, text: (tail ?? '').trim() } };
}

function parseEquivalence({ data }: BratParts): BratReading {
  const [name, ...members] = words(data);
  if (name === undefined || members.length === 0) return syntax('An equivalence needs a type and ids.');
  return { annotation: { type: 'equivalence', name, members } };
}

function parseArgument(written: string): BratArgument | undefined {
  const [role, target] = written.split(':');
  return role === undefined || target === undefined ? undefined : { role, target };
}

function words(data: string): string[] {
  return data.split(/\s+/).filter((word) => word !== '');
}
