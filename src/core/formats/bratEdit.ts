import type { Span } from '../span.ts';
import { type BratDocument, parseBrat, replaceLines } from './brat.ts';
import { annotationId, type BratAnnotation } from './bratAnnotation.ts';
import { bratFragments, formatFragments } from './bratFragments.ts';
import { withoutLineEnd } from './bratReading.ts';
import { mapCodePoints } from './codePoints.ts';

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
    return id !== undefined && gone.has(id) ? '' : withoutGone(annotation, raw, gone);
  });
}

/** Whether a line goes because of what it speaks of: it needs one of those that are `gone`. */
export function isLost(annotation: BratAnnotation, gone: ReadonlySet<string>): boolean {
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

/** The line of what stays without those that are `gone`: empty where it joined them and nothing is left to join. */
export function withoutGone(annotation: BratAnnotation, raw: string, gone: ReadonlySet<string>): string {
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
