import {
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

/** How the letters look; they lie over the text and move nothing. */
export function placeLabelDecoration(): DecorationRenderOptions {
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
        'none; position: absolute; z-index: 1; transform: translate(-35%, -45%); border-radius: 3px; ' +
        'padding: 0 3px; font-size: 85%; line-height: 1.3; pointer-events: none;',
    },
  };
}

/** Shows letters over places of one editor while one of them is being chosen. */
export class PlaceLabels {
  readonly #editor: TextEditor;
  readonly #type = window.createTextEditorDecorationType(placeLabelDecoration());

  constructor(editor: TextEditor) {
    this.#editor = editor;
  }

  /** Shows these and no others. */
  show(labels: readonly PlaceLabel[]): void {
    const { document } = this.#editor;
    this.#editor.setDecorations(
      this.#type,
      labels.map(({ offset, text }) => {
        const position = document.positionAt(offset);
        return {
          range: new Range(position, position.translate(0, 1)),
          renderOptions: { before: { contentText: text } },
        };
      }),
    );
  }

  dispose(): void {
    this.#type.dispose();
  }
}
