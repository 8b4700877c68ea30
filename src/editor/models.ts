import { homedir } from 'node:os';
import { FileType, l10n, Uri, workspace } from 'vscode';
import { ModelLoadError } from '../engine/errors.ts';
import type { ModelFolders } from '../engine/extractionRequest.ts';
import type { ModelManifest } from '../engine/manifest.ts';
import { type ModelFolder, readModelFolder } from '../engine/modelFolder.ts';
import type { Log } from './log.ts';
import { readSetting } from './settings.ts';

/** The two things that models are for. */
export type ModelTask = ModelManifest['task'];

/** The models that come with the extension and those that the settings name. */
export class Models {
  readonly #bundledFolder: Uri;
  readonly #log: Log;

  constructor(extensionUri: Uri, log: Log) {
    this.#bundledFolder = Uri.joinPath(extensionUri, 'models');
    this.#log = log;
  }

  /**
   * The folders that the settings name for a document, or else the first bundled ones.
   * @param needsEntities whether the recogniser will be asked; without need its absence is no error
   * @throws ModelLoadError when none is set and none is bundled.
   */
  async foldersFor(document: Uri, needsEntities: boolean): Promise<ModelFolders> {
    const [entities, attitudes] = await Promise.all([
      this.#folder('entities', document),
      this.#folder('attitudes', document),
    ]);
    if (attitudes === undefined) throw missing('attitudes');
    if (entities === undefined && needsEntities) throw missing('entities');
    return { entities: entities ?? '', attitudes };
  }

  /** Models for `task` that come with the extension, in the order of their ids. */
  async bundled(task: ModelTask): Promise<readonly ModelFolder[]> {
    const entries = await workspace.fs.readDirectory(this.#bundledFolder);
    const names = entries.filter(([, type]) => type === FileType.Directory).map(([name]) => name);
    const folders = await Promise.all(names.sort().map((name) => this.#readBundled(name)));
    return folders.filter((folder) => folder !== undefined).filter(({ manifest }) => manifest.task === task);
  }

  async #folder(task: ModelTask, document: Uri): Promise<string | undefined> {
    const chosen = readSetting(`model.${task}`, document).trim();
    if (chosen !== '') return chosen.replace(/^~(?=$|[/\\])/u, homedir());
    const [first] = await this.bundled(task);
    return first?.path;
  }

  async #readBundled(name: string): Promise<ModelFolder | undefined> {
    try {
      return await readModelFolder(Uri.joinPath(this.#bundledFolder, name).fsPath);
    } catch (error) {
      // One damaged folder must not hide the others; if it was the only one, its task will be reported as missing.
      this.#log.warn(`The bundled model ${name} cannot be used.`, error);
      return undefined;
    }
  }
}

function missing(task: ModelTask): ModelLoadError {
  const message =
    task === 'entities'
      ? l10n.t(
          'No model that finds entities came with the extension. Select a model folder, or take the mentions from an .ann file.',
        )
      : l10n.t('No model that finds attitudes came with the extension. Select a model folder.');
  return new ModelLoadError('missing', message);
}
