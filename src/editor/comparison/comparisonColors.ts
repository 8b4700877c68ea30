import { DecorationRangeBehavior, type DecorationRenderOptions, OverviewRulerLane, ThemeColor } from 'vscode';

/**
 * How one annotator's version is marked: A's by a whole line above, B's by a broken frame, so that both can be told
 * apart where they cover the same words, and without colours.
 */
export function annotatorDecoration(side: 'a' | 'b'): DecorationRenderOptions {
  const color = new ThemeColor(`aredit.annotator${side.toUpperCase()}Border`);
  const behavior = { rangeBehavior: DecorationRangeBehavior.ClosedClosed };
  return side === 'a'
    ? { ...behavior, borderColor: color, borderWidth: '2px 0 0 0', borderStyle: 'solid' }
    : { ...behavior, outlineColor: color, outlineWidth: '1px', outlineStyle: 'dashed' };
}

/** The version that is looked at: its background, over the marks of all. */
export function currentDecoration(side: 'a' | 'b'): DecorationRenderOptions {
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    backgroundColor: new ThemeColor(`aredit.annotator${side.toUpperCase()}Background`),
  };
}

/** Whose version it is and what it says: before the words for A, behind them for B. */
export function badgeDecoration(side: 'a' | 'b', text: string): DecorationRenderOptions {
  const color = new ThemeColor(`aredit.annotator${side.toUpperCase()}Foreground`);
  const attachment = {
    contentText: text,
    color,
    border: '1px solid',
    borderColor: color,
    fontWeight: 'bold',
    margin: side === 'a' ? '0 3px 0 0' : '0 0 0 3px',
    // Smaller than the text and with round corners: it is about the words and none of them.
    textDecoration: 'none; font-size: 0.8em; padding: 0 3px; border-radius: 3px;',
  };
  return side === 'a' ? { before: attachment } : { after: attachment };
}

/** A mark of an open disagreement in the overview ruler. */
export function disagreementRuler(): DecorationRenderOptions {
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    overviewRulerColor: new ThemeColor('aredit.disagreementRuler'),
    overviewRulerLane: OverviewRulerLane.Center,
  };
}
