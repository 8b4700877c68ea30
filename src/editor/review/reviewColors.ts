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

/** The sign and the arrow beside an end; their text comes with the range. */
export function reviewedSignDecoration(label: Label): DecorationRenderOptions {
  const note = {
    color: new ThemeColor('aredit.reviewSignForeground'),
    backgroundColor: new ThemeColor(`aredit.${label === 'neutral' ? 'mixed' : label}Foreground`),
    fontWeight: 'bold',
    margin: '0 0 0 4px',
    // The only way to round the corners and to keep a distance within.
    textDecoration: 'none; border-radius: 3px; padding: 0 4px',
  };
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    before: { ...note, margin: '0 4px 0 0' },
    after: note,
  };
}
