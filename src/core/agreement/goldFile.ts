import type { EntityMention } from '../annotations.ts';
import { type BratDocument, parseBrat } from '../formats/brat.ts';
import { appendLines, idSource } from '../formats/bratAdd.ts';
import { removeAnnotations } from '../formats/bratEdit.ts';
import { formatFragments } from '../formats/bratFragments.ts';
import { mapCodePoints } from '../formats/codePoints.ts';

/** A relation to write between two mentions of the file. */
interface GoldRelation {
  readonly id: string;
  readonly type: string;
  readonly sourceId: string;
  readonly targetId: string;
}

/**
 * What is to change in a file: each of `removed` makes room for one of `added`, whose line takes its place and id. The
 * others of `added` come at the end, with the id that they have where it is free.
 */
interface Exchange<Item> {
  readonly removed: readonly string[];
  readonly added: readonly Item[];
}

/** Exchanges mentions, which come from a file of the same text and so are written exactly as they stand there. */
export function exchangeMentions(document: BratDocument, exchange: Exchange<EntityMention>): BratDocument {
  const codePoints = mapCodePoints(document.text);
  return exchangeLines(document, 'T', exchange, ({ type, span, fragments = [span] }) => {
    return `${type} ${formatFragments(document.text, codePoints, fragments)}`;
  });
}

/** Exchanges relations. */
export function exchangeRelations(document: BratDocument, exchange: Exchange<GoldRelation>): BratDocument {
  return exchangeLines(document, 'R', exchange, ({ type, sourceId, targetId }) => {
    return `${type} Arg1:${sourceId} Arg2:${targetId}`;
  });
}

function exchangeLines<Item extends { readonly id: string }>(
  document: BratDocument,
  prefix: string,
  { removed, added }: Exchange<Item>,
  format: (item: Item) => string,
): BratDocument {
  const replaced = new Map(removed.slice(0, added.length).map((id, index) => [id, added[index]]));
  const lines = document.lines.map(({ raw, reservedId }) => {
    const item = replaced.get(reservedId ?? '');
    return item === undefined ? raw : `${reservedId}\t${format(item)}${/[\r\n]*$/.exec(raw)?.[0] ?? ''}`;
  });
  const changed = replaced.size === 0 ? document : parseBrat(lines.join(''), document.text);
  const rest = removeAnnotations(changed, removed.slice(added.length));
  const newId = idSource(rest);
  return appendLines(
    rest,
    added.slice(removed.length).map((item) => `${newId(prefix, item.id)}\t${format(item)}`),
  );
}
