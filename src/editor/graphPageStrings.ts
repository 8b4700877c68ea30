import { env, l10n } from 'vscode';
import type { GraphStrings } from '../protocol/graphStrings.ts';

/**
 * The words of the graph page in the editor's language, English where we have no translation.
 * Numbered places stay open (`{0}`): the page fills them in.
 */
export function graphPageStrings(): GraphStrings {
  return {
    // Without a bundle the strings are English, and so must be the numbers and plurals among them.
    locale: l10n.bundle ? env.language : 'en',
    entityTypes: {
      PER: l10n.t('Person'),
      ORG: l10n.t('Organisation'),
      LOC: l10n.t('Place'),
      GEOPOLIT: l10n.t('Geopolitical'),
    },

    graph: l10n.t('Relation graph'),
    graphHelp: l10n.t(
      'Arrow keys move between entities, Tab goes through the attitudes of an entity, Enter shows it in the text, Escape goes back.',
    ),
    search: l10n.t('Find an entity'),
    nothingFound: l10n.t('No entity found'),
    layout: l10n.t('Layout'),
    layoutCamps: l10n.t('Camps'),
    layoutForces: l10n.t('Forces'),
    layoutCircle: l10n.t('Circle'),
    arrange: l10n.t('Arrange again'),
    fit: l10n.t('Show all'),
    zoomIn: l10n.t('Zoom in'),
    zoomOut: l10n.t('Zoom out'),
    exportAs: l10n.t('Save as {0}'),

    legend: l10n.t('Legend and filters'),
    positive: l10n.t('Positive'),
    negative: l10n.t('Negative'),
    minProbability: l10n.t('Least probability'),
    anyProbability: l10n.t('Any probability'),
    unconnected: l10n.t('Without attitudes'),
    legendScales: l10n.t('Size: mentions. Width: sentences. Pale: suggested, the less probable the paler.'),
    confirmed: l10n.t('confirmed'),

    details: l10n.t('Selection'),
    selectHint: l10n.t('Select an entity or an attitude.'),
    outgoing: l10n.t('Attitudes it holds'),
    incoming: l10n.t('Attitudes towards it'),
    noAttitudes: l10n.t('No attitudes.'),
    noSentence: l10n.t('No single sentence is certain; the document as a whole suggests it.'),
    showInText: l10n.t('Show in text'),
    previousSentence: l10n.t('Previous sentence'),
    nextSentence: l10n.t('Next sentence'),
    position: l10n.t('{0} of {1}'),

    list: l10n.t('All attitudes'),
    subject: l10n.t('Subject'),
    sign: l10n.t('Sign'),
    object: l10n.t('Object'),
    probability: l10n.t('Probability'),

    emptyTitle: l10n.t('No attitudes yet'),
    emptyHint: l10n.t(
      'Extract the attitudes of this document to see who is with whom and who is against whom.',
    ),
    emptyWithoutAttitudes: l10n.t('No attitudes were found in this document.'),
    extract: l10n.t('Extract Attitudes'),
    allFiltered: l10n.t('The filters hide everything.'),
    resetFilters: l10n.t('Reset filters'),
    hiddenByFilters: {
      one: l10n.t('{0} attitude hidden'),
      few: l10n.t({ message: '{0} attitudes hidden', comment: ['2, 3, 4'] }),
      many: l10n.t({ message: '{0} attitudes hidden', comment: ['5 and more'] }),
      other: l10n.t('{0} attitudes hidden'),
    },
    found: {
      one: l10n.t('{0} entity found'),
      few: l10n.t({ message: '{0} entities found', comment: ['2, 3, 4'] }),
      many: l10n.t({ message: '{0} entities found', comment: ['5 and more'] }),
      other: l10n.t('{0} entities found'),
    },

    mentions: {
      one: l10n.t('{0} mention'),
      few: l10n.t({ message: '{0} mentions', comment: ['2, 3, 4'] }),
      many: l10n.t({ message: '{0} mentions', comment: ['5 and more'] }),
      other: l10n.t('{0} mentions'),
    },
    attitudes: {
      one: l10n.t('{0} attitude'),
      few: l10n.t({ message: '{0} attitudes', comment: ['2, 3, 4'] }),
      many: l10n.t({ message: '{0} attitudes', comment: ['5 and more'] }),
      other: l10n.t('{0} attitudes'),
    },
    sentences: {
      one: l10n.t('{0} sentence'),
      few: l10n.t({ message: '{0} sentences', comment: ['2, 3, 4'] }),
      many: l10n.t({ message: '{0} sentences', comment: ['5 and more'] }),
      other: l10n.t('{0} sentences'),
    },
    entities: {
      one: l10n.t('{0} entity'),
      few: l10n.t({ message: '{0} entities', comment: ['2, 3, 4'] }),
      many: l10n.t({ message: '{0} entities', comment: ['5 and more'] }),
      other: l10n.t('{0} entities'),
    },
  };
}
