import { Disposable, workspace } from 'vscode';
import type { AnnotationStore } from './annotationStore.ts';
import type { CurrentDocument } from './currentDocument.ts';
import type { ExtractionRunner } from './extractionRunner.ts';
import { settingsSection } from './settings.ts';
import type { ShownAnnotations } from './shownAnnotations.ts';

/** What says how the current document stands. */
export interface StatusParts {
  readonly store: AnnotationStore;
  readonly runner: ExtractionRunner;
  readonly current: CurrentDocument;
  readonly shown: ShownAnnotations;
}

/** Calls `update` whenever the current document may stand otherwise: another one, other annotations, work, settings. */
export function followStatus({ runner, current, shown }: StatusParts, update: () => void): Disposable {
  return Disposable.from(
    current.onDidChange(update),
    shown.onDidChange(update),
    runner.onDidChangeState(update),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) update();
    }),
  );
}
