// Makes lexicons/rusentiframes.json of RuSentiFrames' collection.json: node scripts/compact-frames.mjs PATH
import { readFileSync, writeFileSync } from 'node:fs';

const [source] = process.argv.slice(2);
if (!source) {
  console.error('Usage: node scripts/compact-frames.mjs PATH_TO_collection.json');
  process.exit(2);
}

const labels = { pos: 'positive', neg: 'negative' };
const frames = Object.entries(JSON.parse(readFileSync(source, 'utf8'))).flatMap(([id, frame]) => {
  const polarity = (frame.frames.polarity ?? []).find(([from, to]) => from === 'a0' && to === 'a1');
  if (!polarity) return [];
  return [{ id, title: frame.title[0] ?? id, label: labels[polarity[2]], variants: frame.variants }];
});

const lines = frames.map((frame) => JSON.stringify(frame)).join(',\n');
writeFileSync(new URL('../lexicons/rusentiframes.json', import.meta.url), `{"frames":[\n${lines}\n]}\n`);
console.log(`${frames.length} frames, ${frames.flatMap(({ variants }) => variants).length} variants`);
