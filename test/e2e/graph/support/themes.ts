import manifest from '../../../../package.json' with { type: 'json' };

/** A theme as VS Code gives it to a page: classes of the body and custom properties of the root. */
export interface EditorTheme {
  readonly kind: 'vscode-light' | 'vscode-dark' | 'vscode-high-contrast' | 'vscode-high-contrast-light';
  readonly colours: Readonly<Record<string, string>>;
}

const dark = {
  'editor-background': '#1f1f1f',
  'editor-foreground': '#cccccc',
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  focusBorder: '#0078d4',
  'panel-border': '#2b2b2b',
  'button-background': '#0078d4',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'button-secondaryBackground': '#313131',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#3c3c3c',
  'input-background': '#313131',
  'input-foreground': '#cccccc',
  'input-placeholderForeground': '#989898',
  'settings-textInputBorder': '#3c3c3c',
  'checkbox-background': '#313131',
  'checkbox-border': '#3c3c3c',
  'checkbox-foreground': '#cccccc',
  'dropdown-background': '#313131',
  'dropdown-border': '#3c3c3c',
  'dropdown-foreground': '#cccccc',
  'settings-dropdownListBorder': '#454545',
  'list-hoverBackground': '#2a2d2e',
  'list-inactiveSelectionBackground': '#37373d',
  'list-activeSelectionBackground': '#04395e',
  'list-activeSelectionForeground': '#ffffff',
  'charts-green': '#89d185',
  'charts-red': '#f14c4c',
  'editor-findMatchHighlightBackground': '#ea5c0055',
  'inputValidation-errorBackground': '#5a1d1d',
  'inputValidation-errorBorder': '#be1100',
};

const light = {
  'editor-background': '#ffffff',
  'editor-foreground': '#3b3b3b',
  foreground: '#3b3b3b',
  descriptionForeground: '#3b3b3b',
  focusBorder: '#005fb8',
  'panel-border': '#e5e5e5',
  'button-background': '#005fb8',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#0258a8',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'input-background': '#ffffff',
  'input-foreground': '#3b3b3b',
  'input-placeholderForeground': '#767676',
  'settings-textInputBorder': '#cecece',
  'checkbox-background': '#f8f8f8',
  'checkbox-border': '#cecece',
  'checkbox-foreground': '#3b3b3b',
  'dropdown-background': '#ffffff',
  'dropdown-border': '#cecece',
  'dropdown-foreground': '#3b3b3b',
  'settings-dropdownListBorder': '#c8c8c8',
  'list-hoverBackground': '#f2f2f2',
  'list-inactiveSelectionBackground': '#e4e6f1',
  'list-activeSelectionBackground': '#0060c0',
  'list-activeSelectionForeground': '#ffffff',
  'charts-green': '#388a34',
  'charts-red': '#e51400',
  'editor-findMatchHighlightBackground': '#ea5c0055',
  'inputValidation-errorBackground': '#f2dede',
  'inputValidation-errorBorder': '#be1100',
};

const highContrast = {
  'editor-background': '#000000',
  'editor-foreground': '#ffffff',
  foreground: '#ffffff',
  descriptionForeground: 'rgba(255, 255, 255, 0.7)',
  focusBorder: '#f38518',
  contrastBorder: '#6fc3df',
  contrastActiveBorder: '#f38518',
  'panel-border': '#6fc3df',
  'button-foreground': '#ffffff',
  'button-border': '#6fc3df',
  'button-secondaryForeground': '#ffffff',
  'input-background': '#000000',
  'input-foreground': '#ffffff',
  'input-placeholderForeground': 'rgba(255, 255, 255, 0.7)',
  'settings-textInputBorder': '#6fc3df',
  'checkbox-background': '#000000',
  'checkbox-border': '#6fc3df',
  'checkbox-foreground': '#ffffff',
  'dropdown-background': '#000000',
  'dropdown-border': '#6fc3df',
  'dropdown-foreground': '#ffffff',
  'settings-dropdownListBorder': '#6fc3df',
  'charts-green': '#89d185',
  'charts-red': '#f48771',
  'inputValidation-errorBackground': '#000000',
  'inputValidation-errorBorder': '#be1100',
};

const highContrastLight = {
  'editor-background': '#ffffff',
  'editor-foreground': '#292929',
  foreground: '#292929',
  descriptionForeground: 'rgba(41, 41, 41, 0.7)',
  focusBorder: '#006bbd',
  contrastBorder: '#0f4a85',
  contrastActiveBorder: '#006bbd',
  'panel-border': '#0f4a85',
  'button-background': '#0f4a85',
  'button-foreground': '#ffffff',
  'button-border': '#0f4a85',
  'button-secondaryBackground': '#ffffff',
  'button-secondaryForeground': '#292929',
  'input-background': '#ffffff',
  'input-foreground': '#292929',
  'input-placeholderForeground': 'rgba(41, 41, 41, 0.7)',
  'settings-textInputBorder': '#0f4a85',
  'checkbox-background': '#ffffff',
  'checkbox-border': '#0f4a85',
  'checkbox-foreground': '#292929',
  'dropdown-background': '#ffffff',
  'dropdown-border': '#0f4a85',
  'dropdown-foreground': '#292929',
  'settings-dropdownListBorder': '#0f4a85',
  'charts-green': '#374e06',
  'charts-red': '#b5200d',
  'inputValidation-errorBackground': '#ffffff',
  'inputValidation-errorBorder': '#be1100',
};

type Variant = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

/** The colours that the extension adds to every theme. */
function ownColours(variant: Variant): Record<string, string> {
  const { colors } = manifest.contributes;
  return Object.fromEntries(colors.map(({ id, defaults }) => [id.replaceAll('.', '-'), defaults[variant]]));
}

/** VS Code's own themes: Dark Modern, Light Modern and both of high contrast, as far as the page uses them. */
export const themes = {
  dark: { kind: 'vscode-dark', colours: { ...dark, ...ownColours('dark') } },
  light: { kind: 'vscode-light', colours: { ...light, ...ownColours('light') } },
  contrast: { kind: 'vscode-high-contrast', colours: { ...highContrast, ...ownColours('highContrast') } },
  contrastLight: {
    kind: 'vscode-high-contrast-light',
    colours: { ...highContrastLight, ...ownColours('highContrastLight') },
  },
} as const satisfies Record<string, EditorTheme>;
