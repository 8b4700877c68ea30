import type { Classifier, Row } from '../../../src/engine/classifier.ts';

/** Keeps the rows that pass, so that a test can see what the model was asked. */
export class WatchedClassifier implements Classifier {
  readonly rows: Row[] = [];
  readonly labelCount: number;

  constructor(private readonly inner: Classifier) {
    this.labelCount = inner.labelCount;
  }

  run(row: Row) {
    this.rows.push(row);
    return this.inner.run(row);
  }

  dispose() {
    return this.inner.dispose();
  }
}
