import {
  type Button,
  type Checkbox,
  type Dropdown,
  type Option,
  provideVSCodeDesignSystem,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { type Attributes, type Child, element } from './dom.ts';

declare global {
  interface HTMLElementTagNameMap {
    'vscode-button': Button;
    'vscode-checkbox': Checkbox;
    'vscode-dropdown': Dropdown;
    'vscode-option': Option;
    'vscode-text-field': TextField;
  }
}

/** Makes the toolkit's elements known to the page; before any of them is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextField(),
  );
}

/** A button with words on it. */
export function textButton(label: string, onClick: () => void, attributes: Attributes = {}): Button {
  const control = element('vscode-button', { appearance: 'secondary', ...attributes }, label);
  control.addEventListener('click', onClick);
  return control;
}

/** A quiet button with a drawing or a few letters on it; `label` says what it does. */
export function iconButton(
  label: string,
  content: Child,
  onClick: () => void,
  attributes: Attributes = {},
): Button {
  const control = element(
    'vscode-button',
    { appearance: 'icon', 'aria-label': label, title: label, ...attributes },
    content,
  );
  control.addEventListener('click', onClick);
  return control;
}

/** A box to tick; `onChange` hears what the user ticks. */
export function checkbox(
  isChecked: boolean,
  onChange: (isChecked: boolean) => void,
  attributes: Attributes,
  ...label: readonly Child[]
): Checkbox {
  const control = element('vscode-checkbox', attributes, ...label);
  control.checked = isChecked;
  control.addEventListener('change', () => onChange(control.checked));
  return control;
}

/** A choice among values; `onChange` hears what the user chooses. */
export function dropdown(
  label: string,
  options: readonly (readonly [value: string, title: string])[],
  onChange: (value: string) => void,
  attributes: Attributes = {},
): Dropdown {
  const control = element(
    'vscode-dropdown',
    { 'aria-label': label, ...attributes },
    ...options.map(([value, title]) => element('vscode-option', { value }, title)),
  );
  control.addEventListener('change', () => onChange(control.value));
  return control;
}

/** A line to type in; `onInput` hears every change. Its name for screen readers can only be set once it is in the page. */
export function textField(
  label: string,
  onInput: (value: string) => void,
  attributes: Attributes = {},
): TextField {
  const control = element('vscode-text-field', { placeholder: label, ...attributes });
  control.addEventListener('input', () => onInput(control.value));
  return control;
}
