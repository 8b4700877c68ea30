import { DecorationRangeBehavior, type DecorationRenderOptions, OverviewRulerLane, ThemeColor } from 'vscode';
import type { Label } from '../../core/annotations.ts';

/** The sentence of the attitude that is looked at: the eye finds it before it finds the ends. */
export function reviewedSentenceDecoration(): DecorationRenderOptions {
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    backgroundColor: new ThemeColor('aredit.reviewBackground'),
    overviewRulerColor: new ThemeColor('aredit.reviewBorder'),
    overviewRulerLane: OverviewRulerLane.Full,
  };
}

/** An end of the attitude that is looked at: a whole frame for the subject, a broken one for the object. */
export function reviewedEndDecoration(end: 'source' | 'target'): DecorationRenderOptions {
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    outlineColor: new ThemeColor('aredit.reviewBorder'),
    outlineWidth: '2px',
    outlineStyle: end === 'source' ? 'solid' : 'dashed',
    borderRadius: '2px',
    ...(end === 'source' && { fontWeight: 'bold' }),
  };
}

/**
 * The sign and the arrow on the corner of an end; their text comes with the range.
 * They move no text: lines would be longer than they were broken for, and jump at every step.
 * @param isInFirstLine whether there is no room above: then they stand at the lower corner
 */
export function reviewedSignDecoration(label: Label, isInFirstLine: boolean): DecorationRenderOptions {
  const height = isInFirstLine ? '1.3em' : '-0.5em';
  const note = (shift: string) => ({
    color: new ThemeColor('aredit.reviewSignForeground'),
    backgroundColor: new ThemeColor(`aredit.${label === 'neutral' ? 'mixed' : label}Foreground`),
    fontWeight: 'bold',
    margin: '0',
    // The only way to place it, to round its corners and to keep a distance within.
    textDecoration: `none; position: absolute; transform: translate(${shift}, ${height}); z-index: 1; font-size: 0.8em; line-height: 1.15; padding: 0 3px; border-radius: 3px; white-space: pre`,
  });
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    before: note('-70%'),
    after: note('-4px'),
  };
}
