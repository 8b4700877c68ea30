import { createHash } from 'node:crypto';
import type { AttitudeClassifier } from './attitudeClassifier.ts';
import type { Classifier } from './classifier.ts';
import { EntityRecogniser } from './entityRecogniser.ts';
import type { ExtractionModels } from './extraction.ts';
import type { ModelFolders } from './extractionRequest.ts';
import type { AttitudesManifest, EntitiesManifest, ModelManifest } from './manifest.ts';
import type { LoadedModel } from './modelAnswers.ts';
import { expectTask, type ModelFolder, readModelFolder, readTokenizerFile } from './modelFolder.ts';
import { loadOnnxClassifier } from './onnxClassifier.ts';
import { PairAttitudes } from './pairAttitudes.ts';
import { SentenceAttitudes } from './sentenceAttitudes.ts';
import { Subwords } from './subwords.ts';

interface OpenModel<Model, Manifest extends ModelManifest> extends LoadedModel<Model> {
  readonly manifest: Manifest;
  readonly classifier: Classifier;
  readonly subwords: Subwords;
}

/** The models in memory: one a task, the last that was asked for. */
export class ModelStore {
  private entities: OpenModel<EntityRecogniser, EntitiesManifest> | undefined;
  private attitudes: OpenModel<AttitudeClassifier, AttitudesManifest> | undefined;

  /**
   * The models of a request, loaded where they are not in memory already, or have changed on disk.
   * @param needsEntities whether mentions must be recognised; else the recogniser is not touched.
   * @throws ModelLoadError when a folder cannot be used.
   */
  async open(folders: ModelFolders, needsEntities: boolean): Promise<ExtractionModels> {
    const attitudes = await this.openAttitudes(folders.attitudes);
    const entities = needsEntities ? await this.openEntities(folders.entities) : undefined;
    const { thresholds, language } = attitudes.manifest;
    return { entities, attitudes, thresholds, language };
  }

  private async openEntities(path: string): Promise<OpenModel<EntityRecogniser, EntitiesManifest>> {
    const folder = expectTask(await readModelFolder(path), 'entities');
    const previous = this.entities;
    this.entities = undefined;
    this.entities = await openModel(
      folder,
      previous,
      this.attitudes,
      (classifier, subwords) => new EntityRecogniser(classifier, subwords, folder.manifest),
    );
    return this.entities;
  }

  private async openAttitudes(path: string): Promise<OpenModel<AttitudeClassifier, AttitudesManifest>> {
    const folder = expectTask(await readModelFolder(path), 'attitudes');
    const previous = this.attitudes;
    this.attitudes = undefined;
    this.attitudes = await openModel(folder, previous, this.entities, (classifier, subwords) =>
      attitudeClassifier(classifier, subwords, folder.manifest),
    );
    return this.attitudes;
  }
}

/** `previous` where it is the same model, else a new one in its place; it shares its vocabulary with `other` if it can. */
async function openModel<Model, Manifest extends ModelManifest>(
  folder: ModelFolder<Manifest>,
  previous: OpenModel<Model, Manifest> | undefined,
  other: OpenModel<unknown, ModelManifest> | undefined,
  build: (classifier: Classifier, subwords: Subwords) => Model,
): Promise<OpenModel<Model, Manifest>> {
  const { manifest, path } = folder;
  // The manifest holds the checksums of the files, and all else that answers depend on.
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([path, manifest]))
    .digest('base64');
  if (previous?.fingerprint === fingerprint) return previous;
  await previous?.classifier.dispose();
  const content = await readTokenizerFile(folder);
  const subwords =
    other !== undefined && vocabularyOf(other.manifest) === vocabularyOf(manifest)
      ? other.subwords
      : new Subwords(content, manifest.tokenizer, path);
  const classifier = await loadOnnxClassifier(folder);
  try {
    const model = build(classifier, subwords);
    return { model, classifier, subwords, fingerprint, manifest, id: manifest.id };
  } catch (error) {
    await classifier.dispose();
    throw error;
  }
}

function vocabularyOf({ files, tokenizer }: ModelManifest): string {
  return JSON.stringify([files.tokenizer.sha256, tokenizer]);
}

function attitudeClassifier(
  classifier: Classifier,
  subwords: Subwords,
  manifest: AttitudesManifest,
): AttitudeClassifier {
  const { input } = manifest;
  switch (input.kind) {
    case 'sentence':
      return new SentenceAttitudes(classifier, subwords, manifest, input);
    case 'pair':
      return new PairAttitudes(classifier, subwords, manifest, input);
  }
}
