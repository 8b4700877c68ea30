import type { Span } from '../span.ts';
import { type BratDocument, parseBrat, replaceLines } from './brat.ts';
import { addOrigin, type NewAttitude, namesByLabel, typeName } from './bratAdd.ts';
import { annotationId, type BratAnnotation } from './bratAnnotation.ts';
import { sourceFirst } from './bratAttitudes.ts';
import { bratFragments, formatFragments } from './bratFragments.ts';
import { type Origin, parseOrigin, replaceOrigin } from './bratOrigin.ts';
import { withoutLineEnd } from './bratReading.ts';
import { mapCodePoints } from './codePoints.ts';

/** Changes what is given of an attitude, its other fields and the roles' names stay; an unknown id changes nothing. */
export function changeAttitude(
  document: BratDocument,
  id: string,
  change: Partial<NewAttitude>,
): BratDocument {
  const changed = rewrite(document, (annotation, raw) => {
    if (annotation.type !== 'relation' || annotation.id !== id) return raw;
    const [source, target] = sourceFirst(annotation.arguments);
    const targets = new Map([
      [source, change.sourceMentionId ?? source.target],
      [target, change.targetMentionId ?? target.target],
    ]);
    const name = change.label === undefined ? annotation.name : namesByLabel[change.label];
    const written = annotation.arguments.map((end) => `${end.role}:${targets.get(end) ?? end.target}`);
    return replaceData(raw, `${name} ${written.join(' ')}`);
  });
  return change.origin === undefined ? changed : setOrigin(changed, id, change.origin);
}

/** Changes the type of a mention, and of the events whose trigger it is. */
export function changeMentionType(document: BratDocument, id: string, type: string): BratDocument {
  const name = typeName(type);
  return rewrite(document, (annotation, raw) => {
    const isMention = annotation.type === 'text' && annotation.id === id;
    const isItsEvent = annotation.type === 'event' && annotation.trigger === id;
    return isMention || isItsEvent ? raw.replace(`\t${annotation.name}`, () => `\t${name}`) : raw;
  });
}

/** Notes where an annotation comes from: in the note that says so already, else in a new one. */
export function setOrigin(document: BratDocument, id: string, origin: Origin): BratDocument {
  let isNoted = false;
  const changed = rewrite(document, (annotation, raw) => {
    const isNote = annotation.type === 'note' && annotation.target === id && parseOrigin(annotation.text);
    if (!isNote || isNoted) return raw;
    isNoted = true;
    return replaceOrigin(raw, origin);
  });
  if (isNoted || !document.lines.some(({ reservedId }) => reservedId === id)) return changed;
  return addOrigin(changed, id, origin);
}

/**
 * Moves the mentions to where `move` says they stand in `text`; those for which it says nothing are removed with all
 * that speaks of them. Lines of mentions whose offsets and words stay the same are not touched.
 */
export function moveMentions(
  document: BratDocument,
  text: string,
  move: (span: Span) => Span | undefined,
): BratDocument {
  const moveLine = lineMover(document, text, move);
  const lost = document.lines.flatMap(({ annotation, raw }) =>
    annotation?.type === 'text' && moveLine(annotation, raw) === undefined ? [annotation.id] : [],
  );
  const lines = removeAnnotations(document, lost).lines.map(({ annotation, raw }) =>
    annotation?.type === 'text' ? (moveLine(annotation, raw) ?? raw) : raw,
  );
  return parseBrat(lines.join(''), text);
}

/** What turns the line of a mention into that of the moved mention; undefined where nothing is left of it. */
function lineMover(document: BratDocument, text: string, move: (span: Span) => Span | undefined) {
  const [before, after] = [mapCodePoints(document.text), mapCodePoints(text)];
  return (mention: Extract<BratAnnotation, { type: 'text' }>, raw: string): string | undefined => {
    const fragments = mention.spans.flatMap((span) => {
      const target = move(span);
      if (target === undefined) return [];
      // A mention that was on one line and still is stays whole, even if white space belongs to it.
      return /[\r\n]/.test(text.slice(target.start, target.end)) ? bratFragments(text, target) : [target];
    });
    if (fragments.length === 0) return undefined;
    const was = formatFragments(document.text, before, mention.spans);
    const is = formatFragments(text, after, fragments);
    // The words themselves may hold TABs, which then belong to what is replaced.
    return was === is ? raw : replaceData(raw, `${mention.name} ${is}`, was.split('\t').length);
  };
}

/**
 * Removes annotations and all that speaks of them: relations, notes, attributes, normalizations, and events whose
 * trigger goes. Events lose such arguments, equivalences such members; one member alone is no equivalence.
 */
export function removeAnnotations(document: BratDocument, ids: Iterable<string>): BratDocument {
  const gone = new Set(ids);
  for (let size = -1; size !== gone.size; ) {
    size = gone.size;
    for (const { annotation } of document.lines) {
      const id = annotation && annotationId(annotation);
      if (annotation !== undefined && id !== undefined && isLost(annotation, gone)) gone.add(id);
    }
  }
  if (gone.size === 0) return document;
  return rewrite(document, (annotation, raw) => {
    const id = annotationId(annotation);
    if (id !== undefined && gone.has(id)) return '';
    if (annotation.type === 'event') {
      const kept = annotation.arguments.filter(({ target }) => !gone.has(target));
      if (kept.length === annotation.arguments.length) return raw;
      const written = kept.map(({ role, target }) => ` ${role}:${target}`).join('');
      return replaceData(raw, `${annotation.name}:${annotation.trigger}${written}`);
    }
    if (annotation.type === 'equivalence') {
      const kept = annotation.members.filter((member) => !gone.has(member));
      if (kept.length === annotation.members.length) return raw;
      return kept.length < 2 ? '' : replaceData(raw, `${annotation.name} ${kept.join(' ')}`);
    }
    return raw;
  });
}

function isLost(annotation: BratAnnotation, gone: ReadonlySet<string>): boolean {
  switch (annotation.type) {
    case 'relation':
      return annotation.arguments.some(({ target }) => gone.has(target));
    case 'event':
      return gone.has(annotation.trigger);
    case 'attribute':
    case 'normalization':
    case 'note':
      return gone.has(annotation.target);
    case 'text':
    case 'equivalence':
      return false;
  }
}

/** The document with each line that was read put through `change`; what comes back another is read anew. */
function rewrite(
  document: BratDocument,
  change: (annotation: BratAnnotation, raw: string) => string,
): BratDocument {
  const lines = document.lines.map((line) => {
    const { annotation, raw } = line;
    const changed = annotation === undefined ? raw : change(annotation, raw);
    return changed === raw ? line : changed;
  });
  return replaceLines(document, lines);
}

/** `raw` with its data, and with it the `fields` that follow, replaced; whatever stands behind stays. */
export function replaceData(raw: string, data: string, fields = 1): string {
  const line = withoutLineEnd(raw);
  const [id = '', ...rest] = line.split('\t');
  return [id, data, ...rest.slice(fields)].join('\t') + raw.slice(line.length);
}
