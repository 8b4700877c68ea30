import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Attitude } from '../../core/annotations.ts';
import { snippetOf } from '../../core/snippet.ts';
import { attitudeCount, suggestionCount } from '../counts.ts';
import { basenameOf } from '../fileNames.ts';
import { internalCommandIds } from '../ids.ts';
import { spokenWords } from '../spokenWords.ts';
import type { AttitudeNode, FileNode, GroupNode, LostNode, ReviewNode, SectionNode } from './reviewNodes.ts';
import { attitudeWords, leftText, stateWords } from './reviewText.ts';

/** How the list of the review shows an item. */
export function reviewItem(node: ReviewNode): TreeItem {
  switch (node.type) {
    case 'section':
      return sectionItem(node);
    case 'group':
      return groupItem(node);
    case 'attitude':
      return attitudeItem(node);
    case 'lost':
      return lostItem(node);
    case 'file':
      return fileItem(node);
    case 'rest':
      return new TreeItem(l10n.t('and {0} more', node.count));
  }
}

function sectionItem({ section, annotations, count }: SectionNode): TreeItem {
  const isOpen = section === 'remaining' || section === 'lost';
  const item = new TreeItem(
    sectionName(section),
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  item.id = `${annotations.uri.toString()}#${section}`;
  item.description = section === 'folder' ? '' : String(count);
  item.contextValue = section;
  if (section === 'lost') item.iconPath = new ThemeIcon('warning');
  return item;
}

function sectionName(section: SectionNode['section']): string {
  switch (section) {
    case 'remaining':
      return l10n.t('To review');
    case 'reviewed':
      return l10n.t('Reviewed');
    case 'lost':
      return l10n.t('Lost mentions');
    case 'folder':
      return l10n.t('Folder');
  }
}

function groupItem({ annotations, attitudes, grouping }: GroupNode): TreeItem {
  const [first] = attitudes;
  const item = new TreeItem('', TreeItemCollapsibleState.Expanded);
  if (!first) return item;
  const sentence = annotations.extraction.sentences[first.sentenceIndex];
  const words = sentence ? annotations.wordsAt(sentence).trim() : '';
  item.label = grouping === 'pair' ? pairWords(annotations, first) : words;
  item.tooltip = item.label;
  item.id = `${annotations.uri.toString()}#${grouping}#${first.sourceMentionId}#${first.targetMentionId}`;
  item.contextValue = 'group suggested';
  item.accessibilityInformation = {
    label: `${spokenWords(item.label)}, ${suggestionCount(attitudes.length)}`,
  };
  return item;
}

function pairWords(annotations: GroupNode['annotations'], attitude: Attitude): string {
  return attitudeWords(annotations, attitude).replace(/ \S+$/u, '');
}

function attitudeItem({ annotations, attitudes, parent }: AttitudeNode): TreeItem {
  const [attitude] = attitudes;
  const item = new TreeItem('');
  if (!attitude) return item;
  const words = attitudeWords(annotations, attitude);
  const state = stateWords(attitude);
  const isInPair = parent.type === 'group' && parent.grouping === 'pair';
  const sentence = sentenceWords(annotations, attitude);
  item.label = isInPair ? sentence : words.replace(/ \S+$/u, '');
  item.description = state;
  item.id = [
    annotations.uri.toString(),
    parent.type,
    attitude.id ?? '',
    attitude.sourceMentionId,
    attitude.targetMentionId,
  ].join('#');
  item.iconPath = stateIcon(attitude);
  item.tooltip = [words, state, sentence].join('\n');
  item.contextValue = contextOf(attitude);
  item.accessibilityInformation = {
    label: [spokenWords(words), state, sentence].join(', '),
  };
  item.command = {
    title: l10n.t('Go to the sentence'),
    command: internalCommandIds.visitAttitude,
    arguments: [annotations.uri.toString(), attitude.sourceMentionId, attitude.targetMentionId],
  };
  return item;
}

/** What a menu may offer for it. */
function contextOf({ confirmed, label }: Attitude): string {
  if (!confirmed) return 'attitude suggested';
  return label === 'neutral' ? 'attitude rejected' : 'attitude confirmed';
}

/** The sign in its colour, a lighter one while it is only suggested. */
function stateIcon({ label, confirmed }: Attitude): ThemeIcon {
  if (label === 'neutral') return new ThemeIcon('circle-slash');
  const color = new ThemeColor(`aredit.${label}${confirmed ? 'Foreground' : 'Ruler'}`);
  return new ThemeIcon(label === 'positive' ? 'add' : 'remove', color);
}

function sentenceWords(annotations: AttitudeNode['annotations'], attitude: Attitude): string {
  const { extraction, index, text } = annotations;
  const sentence = extraction.sentences[attitude.sentenceIndex];
  const source = index.mention(attitude.sourceMentionId);
  const target = index.mention(attitude.targetMentionId);
  if (!sentence || !source || !target) return '';
  const ends = [
    { role: 'source' as const, span: source.span },
    { role: 'target' as const, span: target.span },
  ];
  return snippetOf(text, sentence, ends)
    .map((part) => part.text)
    .join('')
    .trim();
}

function lostItem({ annotations, lost }: LostNode): TreeItem {
  const item = new TreeItem(lost.words.replace(/\s+/gu, ' '));
  item.id = `${annotations.uri.toString()}#lost#${lost.mention.id}`;
  item.description = lost.attitudes.length > 0 ? attitudeCount(lost.attitudes.length) : '';
  item.iconPath = new ThemeIcon('warning');
  item.tooltip = l10n.t(
    'The words of this mention were deleted. Select other words and attach it to them, remove it, or undo the edit.',
  );
  item.contextValue = 'lost';
  item.accessibilityInformation = {
    label: [l10n.t('Lost mention: {0}', item.label?.toString() ?? ''), item.description]
      .filter(Boolean)
      .join(', '),
  };
  return item;
}

function fileItem({ uri, progress, annotated }: FileNode): TreeItem {
  const item = new TreeItem(basenameOf(uri));
  item.id = uri.toString();
  item.iconPath = new ThemeIcon(progress?.remaining === 0 ? 'pass-filled' : 'circle-large-outline');
  item.description = fileState(progress, annotated);
  item.contextValue = 'file';
  item.accessibilityInformation = { label: `${basenameOf(uri)}, ${item.description}` };
  item.command = { title: l10n.t('Open'), command: 'vscode.open', arguments: [uri] };
  return item;
}

function fileState(progress: FileNode['progress'], annotated: number | undefined): string {
  if (progress) return progress.remaining === 0 ? l10n.t('reviewed') : leftText(progress);
  if (annotated) return l10n.t('{0} in the .ann file', attitudeCount(annotated));
  return l10n.t('nothing extracted yet');
}
