/** Commands that `package.json` contributes; `manifest.test.ts` compares the two. */
export const commandIds = {
  extractAttitudes: 'aredit.extractAttitudes',
  cancelExtraction: 'aredit.cancelExtraction',
  clearSuggestions: 'aredit.clearSuggestions',
  showGraph: 'aredit.showGraph',
  exportBrat: 'aredit.exportBrat',
  exportSamples: 'aredit.exportSamples',
  nextAttitude: 'aredit.nextAttitude',
  previousAttitude: 'aredit.previousAttitude',
  goToPartner: 'aredit.goToPartner',
  selectModel: 'aredit.selectModel',
  showLog: 'aredit.showLog',
  openSample: 'aredit.openSample',
  showRelations: 'aredit.showRelations',
  showPositiveOnly: 'aredit.showPositiveOnly',
  showNegativeOnly: 'aredit.showNegativeOnly',
  showAllAttitudes: 'aredit.showAllAttitudes',
} as const;

/** Commands behind links and list items; they need arguments, so nothing offers them by name. */
export const internalCommandIds = {
  revealMention: 'aredit.revealMention',
  revealAttitude: 'aredit.revealAttitude',
  showEntityInGraph: 'aredit.showEntityInGraph',
  showMenu: 'aredit.showMenu',
} as const;

export const viewIds = { entities: 'aredit.entities', attitudes: 'aredit.attitudes' } as const;

/** Keys of `when` clauses. */
export const contextKeys = {
  hasText: 'aredit.hasText',
  isExtracting: 'aredit.isExtracting',
  hasAnnotations: 'aredit.hasAnnotations',
  isAtMention: 'aredit.isAtMention',
  shownSign: 'aredit.shownSign',
  isFiltered: 'aredit.isFiltered',
} as const;
