import type { TypeFamily } from '../../src/core/typeFamily.ts';

/** The colours of the editor's theme, as the canvas and the pictures use them: opaque, `#rrggbb`. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly positive: string;
  readonly negative: string;
  readonly nodes: Readonly<Record<TypeFamily, { readonly fill: string; readonly border: string }>>;
  readonly focus: string;
  readonly found: string;
  readonly fontFamily: string;
}

/** Reads the colours that `graph.css` takes from the theme. */
export function readTheme(): Theme {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const flatten = colourFlattener();
  const computed = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const background = flatten(computed('var(--graph-background)'));
  const read = (name: string): string => flatten(background, computed(`var(--graph-${name})`));
  const readNode = (family: TypeFamily) => ({
    fill: read(`${family}-fill`),
    border: read(`${family}-border`),
  });
  const { fontFamily } = getComputedStyle(document.body);
  const theme = {
    background,
    foreground: read('foreground'),
    positive: read('positive'),
    negative: read('negative'),
    nodes: {
      person: readNode('person'),
      organisation: readNode('organisation'),
      place: readNode('place'),
      geopolitical: readNode('geopolitical'),
      other: readNode('other'),
    },
    focus: read('focus'),
    found: read('found'),
    fontFamily,
  };
  probe.remove();
  return theme;
}

/** Calls back whenever the editor changes its theme or fonts; returns how to stop. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  return () => observer.disconnect();
}

/** Paints colours over each other, whatever CSS calls them, and gives what is seen as `#rrggbb`. */
function colourFlattener(): (...layers: readonly string[]) => string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1, 1];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser gave no canvas to draw on.');
  return (...layers) => {
    context.clearRect(0, 0, 1, 1);
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  };
}
