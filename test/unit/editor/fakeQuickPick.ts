import { EventEmitter } from './vscode.ts';

interface Line {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** A quick pick without a window: a test presses Enter on lines that it names by their label. */
export class FakeQuickPick {
  items: readonly Line[] = [];
  activeItems: readonly Line[] = [];
  value = '';
  busy = false;
  readonly #accepted = new EventEmitter<void>();
  readonly #changed = new EventEmitter<string>();
  readonly #hidden = new EventEmitter<void>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidChangeValue = this.#changed.event;
  readonly onDidHide = this.#hidden.event;
  readonly show = () => undefined;
  readonly hide = () => this.#hidden.fire();
  readonly dispose = () => undefined;

  enter(label?: string): void {
    this.activeItems = this.items.filter((line) => line.label === label);
    this.#accepted.fire();
  }

  type(value: string): void {
    this.value = value;
    this.#changed.fire(value);
  }

  /** `Labels: from annotations`, the separator left out. */
  get lines(): readonly string[] {
    return this.items
      .filter(({ description, detail }) => description !== undefined || detail !== undefined)
      .map(({ label, description, detail }) => `${label}: ${description ?? detail}`);
  }
}
