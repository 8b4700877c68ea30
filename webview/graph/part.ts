import type { ExportFormat } from '../../src/protocol/graphMessages.ts';
import type { GraphEvent, GraphState } from './state.ts';

/** A part of the page, which draws what the state says. */
export interface Part {
  readonly root: HTMLElement;
  render(state: GraphState): void;
}

/** What parts of the page can set off. */
export interface PageActions {
  readonly dispatch: (event: GraphEvent) => void;
  readonly fit: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly exportAs: (format: ExportFormat) => void;
  readonly extract: () => void;
}
