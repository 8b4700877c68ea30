import { DecorationRangeBehavior, type DecorationRenderOptions, OverviewRulerLane, ThemeColor } from 'vscode';
import type { TypeFamily } from '../core/typeFamily.ts';
import { signs } from './words.ts';

/** A line under the mention: broken while it is a suggestion, whole when a person or a file gave it. */
export function mentionDecoration(family: TypeFamily, isSuggestion: boolean): DecorationRenderOptions {
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    backgroundColor: new ThemeColor(`aredit.${family}Background`),
    borderColor: new ThemeColor(`aredit.${family}Border`),
    borderWidth: '0 0 2px 0',
    borderStyle: isSuggestion ? 'dashed' : 'solid',
  };
}

/** The frame around all mentions of the entity at the cursor. */
export function focusDecoration(): DecorationRenderOptions {
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    outlineColor: new ThemeColor('aredit.focusBorder'),
    outlineWidth: '1px',
    outlineStyle: 'solid',
    borderRadius: '2px',
    overviewRulerColor: new ThemeColor('aredit.focusBorder'),
    overviewRulerLane: OverviewRulerLane.Center,
  };
}

/** Whether a person stands behind what is drawn. */
export type DecorationState = 'suggested' | 'confirmed';

/**
 * A partner of the entity at the cursor: its sign stands above the end of the word and moves no text.
 * The frame is broken while the attitude is a suggestion.
 */
export function partnerDecoration(
  label: 'positive' | 'negative' | 'mixed',
  state: DecorationState,
): DecorationRenderOptions {
  const color = new ThemeColor(`aredit.${label}Foreground`);
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    backgroundColor: new ThemeColor(`aredit.${label}Background`),
    outlineColor: new ThemeColor(`aredit.${label}Border`),
    outlineWidth: '1px',
    outlineStyle: state === 'suggested' ? 'dashed' : 'solid',
    overviewRulerColor: color,
    overviewRulerLane: OverviewRulerLane.Full,
    after: {
      contentText: label === 'mixed' ? '±' : signs[label],
      color,
      fontWeight: 'bold',
      width: '0',
      margin: '0',
      textDecoration: 'none; position: absolute; transform: translateY(-0.4em);',
    },
  };
}

/** A mark of an attitude's target in the overview ruler, lighter while it is suggested; nothing in the text. */
export function rulerDecoration(
  label: 'positive' | 'negative',
  state: DecorationState,
): DecorationRenderOptions {
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    overviewRulerColor: new ThemeColor(`aredit.${label}${state === 'suggested' ? 'Ruler' : 'Foreground'}`),
    overviewRulerLane: label === 'positive' ? OverviewRulerLane.Left : OverviewRulerLane.Right,
  };
}
