import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that serves requests as `serve.mjs` describes them, one at a time. */
export class PeerProcess {
  /** @type {string[]} */
  #lines = [];
  /** @type {(() => void) | undefined} */
  #waiting;
  /** @type {Error | undefined} */
  #failure;
  #said = '';

  /**
   * @param {string} command
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} env
   */
  constructor(command, args, env) {
    this.child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.setEncoding('utf8').on('data', (text) => {
      this.#said = `${this.#said}${text}`.slice(-4000);
    });
    // Libraries print, too; what is no object is theirs.
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      this.#lines.push(line);
      this.#waiting?.();
    });
    this.child.on('error', (error) => this.#fail(error));
    this.child.on('close', () => this.#fail(new Error(`${args.join(' ')} ended.\n${this.#said}`)));
    // What it cannot read any more is told by its end.
    this.child.stdin.on('error', () => undefined);
  }

  /** @param {Error} error */
  #fail(error) {
    this.#failure ??= error;
    this.#waiting?.();
  }

  /** The next line that it says, parsed. */
  async #answer() {
    while (this.#lines.length === 0) {
      if (this.#failure) throw this.#failure;
      await new Promise((resolve) => {
        this.#waiting = () => resolve(undefined);
      });
    }
    return JSON.parse(this.#lines.shift() ?? '');
  }

  /** Resolves when everything is loaded. */
  ready() {
    return this.#answer();
  }

  /** @param {object} request */
  ask(request) {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    return this.#answer();
  }

  stop() {
    this.child.removeAllListeners('close');
    this.child.kill('SIGKILL');
  }
}
