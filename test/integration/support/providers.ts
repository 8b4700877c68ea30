import {
  type CodeAction,
  commands,
  type DocumentHighlight,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  type Location,
  type Position,
  Range,
  type TextDocument,
} from 'vscode';

/** What the outline says, all levels one after the other. */
export async function outline(document: TextDocument): Promise<readonly DocumentSymbol[]> {
  const roots = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const flat = (symbols: readonly DocumentSymbol[]): readonly DocumentSymbol[] =>
    symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
  return flat(roots ?? []);
}

/** The words that "Find All References" finds from a place. */
export async function references(document: TextDocument, position: Position): Promise<readonly string[]> {
  const found = await commands.executeCommand<Location[]>(
    'vscode.executeReferenceProvider',
    document.uri,
    position,
  );
  return found.map(({ range }) => document.getText(range));
}

/** The words that are highlighted with the one at a place. */
export async function highlights(document: TextDocument, position: Position): Promise<readonly string[]> {
  const found = await commands.executeCommand<DocumentHighlight[] | undefined>(
    'vscode.executeDocumentHighlights',
    document.uri,
    position,
  );
  return (found ?? []).map(({ range }) => document.getText(range));
}

/** All that hovers say at a place. */
export async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** What the light bulb offers at a place. */
export function codeActions(document: TextDocument, position: Position): Thenable<readonly CodeAction[]> {
  return commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(position, position),
  );
}

/** The hints between the words of the whole document. */
export async function inlayHints(document: TextDocument): Promise<readonly string[]> {
  const everything = new Range(0, 0, document.lineCount, 0);
  const hints = await commands.executeCommand<InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    everything,
  );
  return hints.map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );
}
