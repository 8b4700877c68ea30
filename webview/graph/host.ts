import { type FromGraph, parseToGraph, type ToGraph } from '../../src/protocol/graphMessages.ts';

/** The editor, as VS Code gives it to a page. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The other side of the page. */
export interface Host {
  send(message: FromGraph): void;
  /** What the page saved before it was hidden or reloaded. */
  readonly saved: unknown;
  save(state: unknown): void;
  /** Calls back with every message; what is none of ours is dropped: other extensions of the browser send messages, too. */
  onMessage(callback: (message: ToGraph) => void): void;
}

/** Connects with the editor; can be done once a page. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    saved: api.getState(),
    save: (state) => api.setState(state),
    onMessage: (callback) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const { message } = parseToGraph(event.data);
        if (message) callback(message);
      });
    },
  };
}
