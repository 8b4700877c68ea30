/** What the page of a webview is made of. Addresses come from `Webview.asWebviewUri`. */
export interface WebviewPage {
  /** `Webview.cspSource`. */
  readonly cspSource: string;
  /** Values nobody can guess, fresh for every page: one lets the script run, the other a style element stand. */
  readonly scriptNonce: string;
  readonly styleNonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** BCP 47 tag of the language of the page. */
  readonly language: string;
  readonly title: string;
}

/**
 * The page of the relation graph. All that is on it comes from its script; inline styles and everything remote
 * stay forbidden. The link's id keeps cytoscape from adding a style element, which the policy would refuse.
 * The toolkit looks for its nonce in the meta element, for the one style element with which it tries `:focus-visible`.
 */
export function graphHtml(page: WebviewPage): string {
  const policy = `default-src 'none'; script-src 'nonce-${page.scriptNonce}'; style-src ${page.cspSource} 'nonce-${page.styleNonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta property="csp-nonce" content="${escapeHtml(page.styleNonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<link id="__________cytoscape_stylesheet" rel="stylesheet" href="${escapeHtml(page.styleUri)}">
</head>
<body>
<main id="page"></main>
<script nonce="${escapeHtml(page.scriptNonce)}" src="${escapeHtml(page.scriptUri)}"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
