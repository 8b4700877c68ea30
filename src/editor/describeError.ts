import { CancellationError, FileSystemError, l10n } from 'vscode';
import { EngineError, ModelLoadError } from '../engine/errors.ts';
import { commandIds } from './ids.ts';
import { type ErrorAction, UserError } from './userError.ts';

/** How an error is told to the user. */
export interface ErrorDescription {
  readonly message: string;
  readonly actions: readonly ErrorAction[];
}

/** Whether `error` only says that somebody cancelled. */
export function isCancellation(error: unknown): boolean {
  return error instanceof CancellationError || (error instanceof Error && error.name === 'AbortError');
}

/** The words and the way out for an error that is known; `undefined` for a mistake of the program. */
export function describeKnownError(error: unknown): ErrorDescription | undefined {
  if (error instanceof UserError) return { message: error.message, actions: error.actions };
  if (error instanceof ModelLoadError) return describeModelError(error);
  if (error instanceof EngineError) {
    return {
      message: l10n.t(
        'The model process stopped: {0} What was found so far stays; try again.',
        sentence(error.message),
      ),
      actions: [
        { title: l10n.t('Try Again'), command: commandIds.extractAttitudes },
        { title: l10n.t('Show Log'), command: commandIds.showLog },
      ],
    };
  }
  const message = describeFileError(error);
  return message === undefined ? undefined : { message, actions: [] };
}

function describeModelError(error: ModelLoadError): ErrorDescription {
  return {
    message: modelProblem(error),
    actions: [
      { title: l10n.t('Select Model…'), command: commandIds.selectModel },
      { title: l10n.t('Show Log'), command: commandIds.showLog },
    ],
  };
}

function modelProblem({ reason, message }: ModelLoadError): string {
  switch (reason) {
    case 'missing':
      return l10n.t('A model is missing. {0}', message);
    case 'corrupt':
      return l10n.t('A model is damaged. {0}', message);
    case 'incompatible':
      return l10n.t('A model does not fit. {0}', message);
  }
}

function describeFileError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // A full disk has no code of its own in the file system API; the system's own word is in the message.
  if (/ENOSPC|EDQUOT/u.test(error.message)) {
    return l10n.t(
      'The disk is full; nothing was written and nothing was lost. Free some space and try again.',
    );
  }
  if (/EROFS|EACCES|EPERM/u.test(error.message) || isFileError(error, 'NoPermissions')) {
    return l10n.t(
      'This place cannot be written to; nothing was changed. Choose another folder. ({0})',
      error.message,
    );
  }
  if (isFileError(error, 'FileNotFound'))
    return l10n.t('A file or folder is not there any more: {0}', error.message);
  if (isFileError(error, 'Unavailable')) return l10n.t('The file system does not answer: {0}', error.message);
  return undefined;
}

function isFileError(error: Error, code: string): boolean {
  return error instanceof FileSystemError && error.code === code;
}

function sentence(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
