/** `text` as one line that Markdown shows as it is: a document's text must not become links or markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[!-/:-@[-`{-~]/gu, '\\$&');
}

/** A link that runs a command; the hover must be trusted for it. `title` is escaped here. */
export function commandLink(title: string, command: string, args: readonly unknown[]): string {
  // Round brackets would end the link's address, and encodeURIComponent leaves them alone.
  const query = encodeURIComponent(JSON.stringify(args)).replace(/[()]/gu, (bracket) =>
    bracket === '(' ? '%28' : '%29',
  );
  return `[${escapeMarkdown(title)}](command:${command}?${query})`;
}
