// The Russian stemmer of the Snowball project, https://snowballstem.org/algorithms/russian/stemmer.html,
// written as one expression a step. Each finds the leftmost, so the longest, of its endings.

const vowel = '[аеиоуыэюя]';
const consonant = '[^аеиоуыэюя]';

/** Up to the first vowel, which no ending may reach into; the rest is the region of all endings. */
const regions = new RegExp(`^(.*?${vowel})(.*)$`, 's');
const perfectiveGerund = /(?:[иы]|(?<=[ая]))в(?:ши(?:сь)?)?$/;
const reflexive = /с[яь]$/;
const adjective = /(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$/;
const participle = /(?:[иы]вш|ующ|(?<=[ая])(?:ем|нн|вш|ющ|щ))$/;
const verb =
  /(?:ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю|(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно))$/;
const noun =
  /(?:а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я)$/;
const derivational = new RegExp(`^(${vowel}*${consonant}+${vowel}+${consonant}.*)ость?$`, 's');
const superlative = /ейше?$/;

function cutEnding(region: string): string {
  const withoutGerund = region.replace(perfectiveGerund, '');
  if (withoutGerund !== region) return withoutGerund;
  const active = region.replace(reflexive, '');
  const withoutAdjective = active.replace(adjective, '');
  if (withoutAdjective !== active) return withoutAdjective.replace(participle, '');
  const withoutVerb = active.replace(verb, '');
  return withoutVerb === active ? active.replace(noun, '') : withoutVerb;
}

/**
 * The stem of a Russian word as Snowball cuts it: lower case, `ё` as `е`; other words only become lower case.
 * The same as Snowball 3.1.1 on every word, and as the stemmer that the RuSentRel leaderboard's score needs
 * on every word that exists (that one cuts `-ост`, `-ость` of invented words such as `янаость` too).
 */
export function stemWord(word: string): string {
  const lowerCase = word.toLowerCase().replaceAll('ё', 'е');
  const match = regions.exec(lowerCase);
  if (!match) return lowerCase;
  const [, start = '', region = ''] = match;
  const rest = cutEnding(region).replace(/и$/, '').replace(derivational, '$1');
  if (rest.endsWith('ь')) return start + rest.slice(0, -1);
  return start + rest.replace(superlative, '').replace(/нн$/, 'н');
}
