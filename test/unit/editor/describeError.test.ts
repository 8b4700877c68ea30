import { describe, expect, test } from 'vitest';
import { describeKnownError, isCancellation } from '../../../src/editor/describeError.ts';
import { UserError } from '../../../src/editor/userError.ts';
import { EngineError, ModelLoadError } from '../../../src/engine/errors.ts';
import { CancellationError, FileSystemError } from './vscode.ts';

describe('describeKnownError', () => {
  test.each([
    [
      'a missing model',
      new ModelLoadError('missing', '/m/manifest.json: there is no such file.'),
      /missing.*manifest\.json/u,
    ],
    [
      'a damaged model',
      new ModelLoadError('corrupt', '/m/model.onnx: another checksum.'),
      /damaged.*model\.onnx/u,
    ],
    ['a model for something else', new ModelLoadError('incompatible', 'finds entities'), /does not fit/u],
    ['a dead process', new EngineError('It ended with SIGKILL'), /SIGKILL\. What was found/u],
    ['a full disk', new Error('ENOSPC: no space left on device, write'), /disk is full/u],
    [
      'a read-only folder',
      Object.assign(new Error("EACCES: permission denied, open '/a/.b'"), { code: 'EACCES' }),
      /cannot be written/u,
    ],
    [
      'a folder without permission',
      new FileSystemError('NoPermissions: /a', 'NoPermissions'),
      /cannot be written/u,
    ],
    ['a file that went away', new FileSystemError('FileNotFound: /a', 'FileNotFound'), /not there any more/u],
    ['what the user is told anyway', new UserError('Open a text first.'), /^Open a text first\.$/u],
  ])('has words for %s', (_what, error, words) => {
    expect(describeKnownError(error)?.message).toMatch(words);
  });

  test('offers another model where one cannot be used', () => {
    const actions = describeKnownError(new ModelLoadError('missing', 'none'))?.actions;
    expect(actions?.map(({ command }) => command)).toEqual(['aredit.selectModel', 'aredit.showLog']);
  });

  test('knows no words for a mistake of the program', () => {
    expect(describeKnownError(new TypeError('x is undefined'))).toBeUndefined();
    expect(describeKnownError('text')).toBeUndefined();
  });
});

describe('isCancellation', () => {
  test.each([
    [new CancellationError(), true],
    [new DOMException('aborted', 'AbortError'), true],
    [new Error('aborted'), false],
    [undefined, false],
  ])('judges %s', (error, expected) => expect(isCancellation(error)).toBe(expected));
});
