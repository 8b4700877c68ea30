import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Ids of the running processes that `parent` started and whose command holds `words`. */
export async function childProcesses(parent: number, words: string): Promise<readonly number[]> {
  const all = process.platform === 'linux' ? await fromProc() : await fromPs();
  return all.filter((one) => one.parent === parent && one.command.includes(words)).map(({ pid }) => pid);
}

/** Small Linux machines have no `ps`. */
async function fromProc(): Promise<readonly Process[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (pid) => {
      try {
        const [status, command] = await Promise.all([
          readFile(`/proc/${pid}/status`, 'utf8'),
          readFile(`/proc/${pid}/cmdline`, 'utf8'),
        ]);
        return { pid: Number(pid), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), command };
      } catch {
        // It ended while we looked.
        return undefined;
      }
    }),
  );
  return found.filter((one) => one !== undefined);
}

async function fromPs(): Promise<readonly Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, command = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    command,
  }));
}
