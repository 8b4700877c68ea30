/**
 * The types of entities that an `annotation.conf` declares, in its order, by the names that stand in `.ann` files.
 * Types that serve as headings only (`!Type`), separators and macros are left out, as brat offers none of them.
 */
export function bratEntityTypes(annotationConf: string): string[] {
  const types: string[] = [];
  let section = '';
  for (const line of annotationConf.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const heading = /^\s*\[(.*)\]\s*$/.exec(line);
    if (heading) section = heading[1] ?? '';
    else if (section === 'entities' && isType(line)) types.push(storedName(line));
  }
  return [...new Set(types)];
}

function isType(line: string): boolean {
  return !/^\s*(?:$|#|-+\s*$|!|<[^>]*>=)/.test(line);
}

/** Indentation says which type is above; names after a bar are only shown, arguments after a tab are no name. */
function storedName(line: string): string {
  const [name = ''] = line.trim().split(/\t|\|/);
  return name.trim();
}
