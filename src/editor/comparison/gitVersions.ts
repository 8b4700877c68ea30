import * as v from 'valibot';
import { extensions, l10n, type Uri } from 'vscode';
import { basenameOf } from '../fileNames.ts';
import { UserError } from '../userError.ts';

/** The version that was committed last. */
export const lastCommit = 'HEAD';

/** What we use of the git extension that comes with VS Code. */
const gitExports = v.object({ enabled: v.boolean(), getAPI: v.function() });
const gitApi = v.object({ state: v.string(), getRepository: v.function(), openRepository: v.function() });
const gitRepository = v.object({ buffer: v.function() });

/** Whether files may be asked for as git has them; not in an untrusted folder, nor where git is turned off. */
export function hasGit(): boolean {
  return extensions.getExtension('vscode.git') !== undefined;
}

/**
 * The bytes of a file as git has it, `undefined` where that version has no such file.
 * @throws UserError where git cannot be asked
 */
export async function readVersion(uri: Uri, ref: string): Promise<Uint8Array | undefined> {
  const repository = await findRepository(uri);
  try {
    const bytes: unknown = await Reflect.apply(repository.buffer, repository.self, [ref, uri.fsPath]);
    return bytes instanceof Uint8Array ? bytes : undefined;
  } catch {
    // The extension tells a missing file from other failures by a code that changes with git; none has the file.
    return undefined;
  }
}

async function findRepository(uri: Uri) {
  const extension = extensions.getExtension<unknown>('vscode.git');
  const exported = v.safeParse(gitExports, await extension?.activate());
  if (!exported.success || !exported.output.enabled) {
    throw new UserError(
      l10n.t('Git is turned off or not there, so versions of a file cannot be compared. Choose two files.'),
    );
  }
  const self: unknown = exported.output.getAPI.call(extension?.exports, 1);
  const api = v.parse(gitApi, self);
  const found: unknown =
    api.getRepository.call(self, uri) ??
    (await api.openRepository.call(self, uri.with({ path: parentOf(uri) })));
  const repository = v.safeParse(gitRepository, found);
  if (!repository.success) {
    throw new UserError(l10n.t('“{0}” is in no git repository that is open here.', basenameOf(uri)));
  }
  return { self: found, buffer: repository.output.buffer };
}

function parentOf(uri: Uri): string {
  return uri.path.slice(0, uri.path.lastIndexOf('/')) || '/';
}
