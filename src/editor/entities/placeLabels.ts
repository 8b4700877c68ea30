import {
  type DecorationOptions,
  DecorationRangeBehavior,
  type DecorationRenderOptions,
  Range,
  type TextEditor,
  ThemeColor,
  window,
} from 'vscode';

/** Letters over a place in the text. */
export interface PlaceLabel {
  /** UTF-16 offset of the place. */
  readonly offset: number;
  readonly text: string;
}

/** Where the letters stand, as far as there is less room than elsewhere. */
export interface LabelPlace {
  readonly isAtLineStart: boolean;
  /** Whether nothing of the editor is above. */
  readonly isInTopLine: boolean;
}

/** All kinds of places. */
export const labelPlaces: readonly LabelPlace[] = [true, false].flatMap((isAtLineStart) =>
  [true, false].map((isInTopLine) => ({ isAtLineStart, isInTopLine })),
);

/** How the letters look; they lie over the text and move nothing. */
export function placeLabelDecoration({ isAtLineStart, isInTopLine }: LabelPlace): DecorationRenderOptions {
  // Over the blank before the word and a little above, so that words can be read; what is beyond the editor is cut off.
  const [x, y] = [isAtLineStart ? '0' : '-80%', isInTopLine ? '10%' : isAtLineStart ? '-60%' : '-35%'];
  return {
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    before: {
      color: new ThemeColor('aredit.placeLabelForeground'),
      backgroundColor: new ThemeColor('aredit.placeLabelBackground'),
      border: '1px solid',
      borderColor: new ThemeColor('aredit.placeLabelBorder'),
      fontWeight: 'bold',
      // The only way to place it and to round its corners.
      textDecoration:
        `none; position: absolute; z-index: 1; transform: translate(${x}, ${y}); border-radius: 3px; ` +
        'padding: 0 2px; font-size: 85%; line-height: 1.15; pointer-events: none;',
    },
  };
}

/** Shows letters over places of one editor while one of them is being chosen. */
export class PlaceLabels {
  readonly #editor: TextEditor;
  readonly #kinds = labelPlaces.map((place) => ({
    ...place,
    type: window.createTextEditorDecorationType(placeLabelDecoration(place)),
  }));

  constructor(editor: TextEditor) {
    this.#editor = editor;
  }

  /** Shows these and no others. */
  show(labels: readonly PlaceLabel[]): void {
    const { document, visibleRanges } = this.#editor;
    const topLine = visibleRanges[0]?.start.line;
    const placed = labels.map(({ offset, text }): DecorationOptions => {
      const position = document.positionAt(offset);
      return {
        range: new Range(position, position.translate(0, 1)),
        renderOptions: { before: { contentText: text } },
      };
    });
    for (const { type, isAtLineStart, isInTopLine } of this.#kinds) {
      const ofKind = placed.filter(
        ({ range: { start } }) =>
          (start.character === 0) === isAtLineStart && (start.line === topLine) === isInTopLine,
      );
      this.#editor.setDecorations(type, ofKind);
    }
  }

  dispose(): void {
    for (const { type } of this.#kinds) type.dispose();
  }
}
