import type { EntityMention } from '../annotations.ts';
import { compareSpans } from '../span.ts';
import type { Cluster } from './cluster.ts';
import type { Joining } from './joining.ts';

interface Place {
  readonly mention: EntityMention;
  readonly cluster: Cluster;
}

const capitals = /^\p{Lu}[\p{Lu}\p{N}-]{1,9}$/u;

function spellingAt(text: string, { mention }: Place): string {
  return text.slice(mention.span.start, mention.span.end);
}

/** Whether the mention is an abbreviation in brackets right after a longer name with the same first letter. */
function defines(text: string, name: Place, short: Place): boolean {
  const between = text.slice(name.mention.span.end, short.mention.span.start);
  const abbreviation = spellingAt(text, short);
  const full = spellingAt(text, name).replace(/^\P{L}+/u, '');
  return (
    /^["»”]?\s\($/.test(between) &&
    /^\s*[),;]/.test(text.slice(short.mention.span.end, short.mention.span.end + 4)) &&
    capitals.test(abbreviation) &&
    /\s/.test(full) &&
    full.charAt(0).toUpperCase() === abbreviation.charAt(0)
  );
}

/** `Исламское государство (ИГИЛ)`: the text itself says what the abbreviation means. */
export function joinDefinitions(text: string, clusters: readonly Cluster[], joining: Joining): void {
  const places = clusters
    .flatMap((cluster) =>
      cluster.forms.flatMap(({ mentions }) => mentions.map((mention) => ({ mention, cluster }))),
    )
    .sort((a, b) => compareSpans(a.mention.span, b.mention.span));
  for (const [index, short] of places.entries()) {
    const name = places[index - 1];
    if (name && name.cluster.family === short.cluster.family && defines(text, name, short)) {
      joining.join(name.cluster, short.cluster);
    }
  }
}
