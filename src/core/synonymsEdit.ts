import type { EntityMention } from './annotations.ts';
import { byId } from './byId.ts';
import { clusterForms } from './entities/cluster.ts';
import { mayBeForms, readWord } from './entities/inflection.ts';
import { collectForms, type NameForm, wordsOf } from './entities/nameForm.ts';
import { groupMentions } from './entities.ts';
import { SynonymIndex } from './synonymIndex.ts';
import { type SynonymLine, SynonymLines } from './synonymLines.ts';
import { groupsOf, mainNames, type Part, settle } from './synonymParts.ts';
import { namesOfLine } from './synonyms.ts';

/** A synonyms file after an edit. */
export interface SynonymsEdit {
  /** The whole file in AREkit's format; lines that the edit does not concern stand in it as before, and in their order. */
  readonly text: string;
  /** Names that are still grouped otherwise than wanted: the file tells names apart, not single mentions. */
  readonly unsettled: readonly string[];
}

/**
 * Makes the entities of the mentions one, by names in one line of the file; all others stay as the file has them.
 * `undefined` if they are one already.
 * @param synonyms the file as it is, empty if there is none
 * @param mentions all of the document
 */
export function mergeEntities(
  synonyms: string,
  text: string,
  mentions: readonly EntityMention[],
  mentionIds: ReadonlySet<string>,
): SynonymsEdit | undefined {
  const lines = new SynonymLines(synonyms);
  const parts = partsOf(lines, text, mentions);
  const isChosen = (part: Part) => part.mentions.some(({ id }) => mentionIds.has(id));
  const chosen = parts.filter(isChosen);
  if (chosen.length < 2) return undefined;
  const merged: Part = { mentions: chosen.flatMap((part) => part.mentions) };
  const held = new Set(chosen.map((part) => lineOf(lines, text, part)));
  const [target, ...others] = lines.groups.filter((line) => held.has(line));
  const named = chosen.filter((part) => !lineOf(lines, text, part)).map((part) => nameOf(text, part));
  if (target) {
    for (const line of others) {
      lines.drop(line);
      lines.add(target, namesOfLine(line.content));
    }
    lines.add(target, named);
  }
  merged.line = target ?? lines.append(named);
  return finish(lines, text, [merged, ...parts.filter((part) => !isChosen(part))]);
}

/**
 * Makes the names of the mentions an entity of their own, with all their cases; if it has a single name, only the spelling.
 * `undefined` if nothing would be left of the entity, or the mentions belong to several.
 * @param synonyms the file as it is, empty if there is none
 * @param mentions all of the document
 */
export function splitEntity(
  synonyms: string,
  text: string,
  mentions: readonly EntityMention[],
  mentionIds: ReadonlySet<string>,
): SynonymsEdit | undefined {
  const lines = new SynonymLines(synonyms);
  const parts = partsOf(lines, text, mentions);
  const concerned = parts.filter((part) => part.mentions.some(({ id }) => mentionIds.has(id)));
  const [whole] = concerned;
  const leaving =
    concerned.length === 1 && whole ? formsThatLeave(lines, text, whole, mentionIds) : undefined;
  if (!whole || !leaving) return undefined;
  const leavingIds = new Set(leaving.flatMap((form) => form.mentions.map(({ id }) => id)));
  const rest: Part = { mentions: whole.mentions.filter(({ id }) => !leavingIds.has(id)) };
  const left: Part = { mentions: whole.mentions.filter(({ id }) => leavingIds.has(id)) };
  const line = lineOf(lines, text, whole);
  const moved = line ? namesOnlyOf(line, text, left, rest) : [];
  if (line) lines.remove(line, moved);
  rest.line = lines.groups.find((each) => each === line) ?? lines.append(mainNames(text, rest));
  left.line = lines.append([...moved, ...mainNames(text, left)]);
  return finish(lines, text, [rest, left, ...parts.filter((part) => part !== whole)]);
}

/**
 * Takes the names of some mentions out of their entities, as `splitEntity` does where something is left, and merges
 * them with the entities of others.
 */
export function moveNames(
  synonyms: string,
  text: string,
  mentions: readonly EntityMention[],
  movedIds: ReadonlySet<string>,
  targetIds: ReadonlySet<string>,
): SynonymsEdit | undefined {
  let before = synonyms;
  for (const { mentions: own } of partsOf(new SynonymLines(synonyms), text, mentions)) {
    const leaving = new Set(own.map(({ id }) => id).filter((id) => movedIds.has(id)));
    if (leaving.size > 0) before = splitEntity(before, text, mentions, leaving)?.text ?? before;
  }
  return mergeEntities(before, text, mentions, new Set([...movedIds, ...targetIds]));
}

function finish(lines: SynonymLines, text: string, parts: readonly Part[]): SynonymsEdit {
  const unsettled = settle(lines, text, parts);
  return { text: lines.toString(), unsettled };
}

/** The entities as the file has them grouped. */
function partsOf(lines: SynonymLines, text: string, mentions: readonly EntityMention[]): Part[] {
  const mentionsById = byId(mentions);
  return groupMentions(text, mentions, groupsOf(lines)).map(({ mentionIds }) => ({
    mentions: mentionIds.flatMap((id) => mentionsById.get(id) ?? []),
  }));
}

function nameOf(text: string, { mentions }: Part): string {
  return groupMentions(text, mentions)[0]?.name ?? '';
}

/** The line whose group the part's names are in. */
function lineOf(lines: SynonymLines, text: string, { mentions }: Part): SynonymLine | undefined {
  const index = new SynonymIndex(groupsOf(lines));
  for (const { value } of collectForms(text, mentions)) {
    const group = index.groupOf(value);
    if (group !== undefined) return lines.groups[group];
  }
  return undefined;
}

/** `undefined` if they are all that there are. */
function formsThatLeave(
  lines: SynonymLines,
  text: string,
  { mentions }: Part,
  mentionIds: ReadonlySet<string>,
): readonly NameForm[] | undefined {
  const index = new SynonymIndex(groupsOf(lines));
  const forms = collectForms(text, mentions);
  const isChosen = (form: NameForm) => form.mentions.some(({ id }) => mentionIds.has(id));
  const named = clusterForms(forms, ({ value }) => index.groupOf(value))
    .filter((cluster) => cluster.forms.some(isChosen))
    .flatMap((cluster) => cluster.forms);
  const leaving = named.length < forms.length ? named : forms.filter(isChosen);
  return leaving.length < forms.length ? leaving : undefined;
}

/** The line's names that are cases of what leaves and of nothing that stays. */
function namesOnlyOf(line: SynonymLine, text: string, left: Part, rest: Part): string[] {
  const leaving = collectForms(text, left.mentions);
  const staying = collectForms(text, rest.mentions);
  return namesOfLine(line.content).filter((name) => {
    const isSpelt = ({ value }: NameForm) => value.toLowerCase() === name.toLowerCase();
    if (leaving.some(isSpelt)) return true;
    return leaving.some((form) => isCaseOf(name, form)) && !staying.some((form) => isCaseOf(name, form));
  });
}

function isCaseOf(name: string, { words }: NameForm): boolean {
  const own = wordsOf(name);
  return (
    own.length === words.length &&
    own.every((word, index) => mayBeForms(readWord(word), readWord(words[index] ?? '')))
  );
}
