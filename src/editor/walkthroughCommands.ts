import { commands, type Disposable, type Memento, type Tab, window } from 'vscode';
import { commandIds } from './ids.ts';

/** Commands with which a step of the walkthrough is done. */
export const stepCommands: readonly string[] = [
  commandIds.openSample,
  commandIds.extractAttitudes,
  commandIds.nextAttitude,
  commandIds.showGraph,
  commandIds.reviewSuggestions,
  commandIds.entityActions,
  commandIds.addAttitude,
  commandIds.addEntity,
  commandIds.exportBrat,
  commandIds.exportSamples,
  commandIds.compareAnnotations,
];

const stateKey = 'walkthroughCommands';

/** What tells that a command was run, for the events that complete a step. */
export const hasRunKey = (command: string) => `${command}.hasRun`;

/**
 * Keeps which of the commands were run. VS Code hears of commands only once somebody has opened a walkthrough, and
 * takes no notice of what is so by then, only of what comes to be so after: it is told when the walkthrough is there.
 */
export class WalkthroughCommands {
  readonly #state: Memento;
  readonly #subscription: Disposable;

  constructor(state: Memento) {
    this.#state = state;
    this.#subscription = window.tabGroups.onDidChangeTabs(({ opened }) => this.#tell(opened));
    this.#tell(window.tabGroups.all.flatMap(({ tabs }) => tabs));
  }

  note(command: string): void {
    const run = this.#run;
    if (stepCommands.includes(command) && !run.includes(command))
      void this.#state.update(stateKey, [...run, command]);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  get #run(): readonly string[] {
    const kept = this.#state.get<unknown>(stateKey);
    return Array.isArray(kept) ? stepCommands.filter((command) => kept.includes(command)) : [];
  }

  #tell(tabs: readonly Tab[]): void {
    // That of a walkthrough is of no kind that extensions are told of.
    if (!tabs.some(({ input }) => input === undefined)) return;
    for (const command of this.#run) void commands.executeCommand('setContext', hasRunKey(command), true);
  }
}
