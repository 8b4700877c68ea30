import { ConfigurationTarget, workspace } from 'vscode';
import type { QueueOrder } from '../../core/review/queue.ts';
import type { CurrentDocument } from '../currentDocument.ts';
import { settingsSection } from '../settings.ts';
import type { CommandHandler } from './runCommand.ts';

/** Sets the order in which the review goes through suggestions, where it is set already, else for the user. */
export function setReviewOrder(current: CurrentDocument, order: QueueOrder): CommandHandler {
  return async () => {
    const configuration = workspace.getConfiguration(settingsSection, current.document);
    const { workspaceFolderValue, workspaceValue } = configuration.inspect('reviewOrder') ?? {};
    const isInWorkspace = workspaceValue !== undefined;
    const target = isInWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await configuration.update(
      'reviewOrder',
      order,
      workspaceFolderValue === undefined ? target : ConfigurationTarget.WorkspaceFolder,
    );
  };
}
