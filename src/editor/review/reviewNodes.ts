import type { Uri } from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import { type ReviewProgress, suggestionsOf } from '../../core/review/queue.ts';
import type { LostMention } from '../../core/review/review.ts';
import { DocumentAnnotations } from '../documentAnnotations.ts';
import { reviewedAttitudes } from './reviewedAttitudes.ts';

/** How what remains is put together. */
export type ReviewGrouping = 'sentence' | 'pair';

/** More items than this below one item are counted instead: a list of thousands helps nobody and takes long to make. */
const shownItems = 400;

/** An item of the list of the review. */
export type ReviewNode = SectionNode | GroupNode | AttitudeNode | LostNode | FileNode | RestNode;

export interface SectionNode {
  readonly type: 'section';
  readonly section: 'remaining' | 'reviewed' | 'lost' | 'folder';
  readonly annotations: DocumentAnnotations;
  readonly count: number;
}

/** Suggestions of one sentence, or between the same two entities. */
export interface GroupNode {
  readonly type: 'group';
  readonly grouping: ReviewGrouping;
  readonly annotations: DocumentAnnotations;
  readonly attitudes: readonly Attitude[];
}

export interface AttitudeNode {
  readonly type: 'attitude';
  readonly annotations: DocumentAnnotations;
  /** One. */
  readonly attitudes: readonly Attitude[];
  /** What it lies below. */
  readonly parent: SectionNode | GroupNode;
}

export interface LostNode {
  readonly type: 'lost';
  readonly annotations: DocumentAnnotations;
  readonly lost: LostMention;
}

/** A text of the folder. */
export interface FileNode {
  readonly type: 'file';
  readonly uri: Uri;
  /** Known of texts that attitudes were suggested for. */
  readonly progress?: ReviewProgress | undefined;
  /** Attitudes in the `.ann` file of another text, as far as there are any. */
  readonly annotated?: number | undefined;
}

/** What a list leaves out. */
interface RestNode {
  readonly type: 'rest';
  readonly count: number;
}

/** Whether an argument of a command is an item for a lost mention. */
export function isLostItem(value: unknown): value is LostNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'lost' &&
    'annotations' in value &&
    value.annotations instanceof DocumentAnnotations
  );
}

/** The uppermost items; sections with nothing in them are left out. */
export function reviewSections(annotations: DocumentAnnotations): readonly SectionNode[] {
  const section = (name: SectionNode['section'], count: number): SectionNode => ({
    type: 'section',
    section: name,
    annotations,
    count,
  });
  return [
    section('lost', annotations.review.lost.length),
    section('remaining', suggestionsOf(annotations.extraction).length),
    section('reviewed', reviewedAttitudes(annotations).length),
  ].filter(({ count }) => count > 0);
}

/** What lies below a section, but for files. */
export function sectionItems(section: SectionNode, grouping: ReviewGrouping): readonly ReviewNode[] {
  const { annotations } = section;
  switch (section.section) {
    case 'remaining':
      return limited(groupsOf(annotations, grouping));
    case 'reviewed':
      return limited(reviewedAttitudes(annotations).map((attitude) => attitudeNode(section, attitude)));
    case 'lost':
      return limited(annotations.review.lost.map((lost) => ({ type: 'lost', annotations, lost })));
    case 'folder':
      return [];
  }
}

/** The attitudes of a group. */
export function groupItems(group: GroupNode): readonly AttitudeNode[] {
  return group.attitudes.map((attitude) => attitudeNode(group, attitude));
}

/** What is suggested, put together by sentence or by ordered pair of entities, in reading order. */
export function groupsOf(annotations: DocumentAnnotations, grouping: ReviewGrouping): readonly GroupNode[] {
  const { extraction, index } = annotations;
  const groups = new Map<string, Attitude[]>();
  const entityOf = (mentionId: string) => index.entityOfMention(mentionId)?.id ?? mentionId;
  for (const attitude of suggestionsOf(extraction)) {
    const key =
      grouping === 'sentence'
        ? String(attitude.sentenceIndex)
        : JSON.stringify([entityOf(attitude.sourceMentionId), entityOf(attitude.targetMentionId)]);
    const group = groups.get(key);
    if (group) group.push(attitude);
    else groups.set(key, [attitude]);
  }
  return [...groups.values()].map((attitudes) => ({ type: 'group', grouping, annotations, attitudes }));
}

/** The first so many, and how many more there are. */
export function limited(items: readonly ReviewNode[]): readonly ReviewNode[] {
  if (items.length <= shownItems) return items;
  return [...items.slice(0, shownItems), { type: 'rest', count: items.length - shownItems }];
}

function attitudeNode(parent: SectionNode | GroupNode, attitude: Attitude): AttitudeNode {
  return { type: 'attitude', annotations: parent.annotations, attitudes: [attitude], parent };
}
