// The child process that runs the native code: started with an IPC channel by extractorClient.ts, and by nothing else.
import * as v from 'valibot';
import { type FromHost, toHost } from './hostMessages.ts';
import { RequestServer } from './requestServer.ts';

const server = new RequestServer(
  (message: FromHost) =>
    new Promise((resolve) => {
      // A failure means that the parent is gone, and then `disconnect` ends this process.
      process.send?.(message, undefined, {}, () => resolve());
    }),
);

process.on('message', (message: unknown) => {
  void server.receive(v.parse(toHost, message));
});
// No parent, no work: the process must not outlive it.
process.on('disconnect', () => process.exit(0));
// Ctrl+C reaches the whole process group; the parent decides what it means.
process.on('SIGINT', () => undefined);
