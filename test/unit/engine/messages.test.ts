import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Extraction } from '../../../src/core/annotations.ts';
import { ExtractionCollector, splitExtraction } from '../../../src/engine/extractionParts.ts';
import type { ExtractionRequest } from '../../../src/engine/extractionRequest.ts';
import { fromHost, toHost } from '../../../src/engine/hostMessages.ts';
import { RequestIntake, requestMessages } from '../../../src/engine/requestIntake.ts';

/** What a message is on the other side of the channel. */
function cross<T>(message: T): unknown {
  return deserialize(serialize(message));
}

const span = fc.record({ start: fc.nat(), end: fc.nat() });
const mention = fc.record(
  {
    id: fc.string(),
    span,
    type: fc.string(),
    fragments: fc.array(span),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: ['id', 'span', 'type'] },
);
const request = fc.record(
  {
    // Half surrogate pairs, too: a text may be cut anywhere, and may have been from the start.
    text: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('😀'.repeat(200_000)), fc.constant('\ud83d')),
    source: fc.constantFrom('plain' as const, 'rusentrel' as const),
    folders: fc.record({ entities: fc.string(), attitudes: fc.string() }),
    mentions: fc.oneof(fc.array(mention), fc.constant(manyMentions(2500))),
    recognise: fc.constant('besides' as const),
    excluded: fc.array(span),
    synonyms: fc.array(fc.array(fc.string())),
    range: span,
    startAt: fc.nat(),
    threshold: fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: ['text', 'source', 'folders', 'synonyms'] },
);

function manyMentions(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    id: `T${i}`,
    span: { start: i, end: i + 1 },
    type: 'X',
  }));
}

test('a request crosses to the child process as it is', () => {
  fc.assert(
    fc.property(request, (sent) => {
      let intake: RequestIntake | undefined;
      let received: ExtractionRequest | undefined;
      for (const message of requestMessages(1, sent)) {
        const parsed = v.parse(toHost, cross(message));
        if (parsed.type === 'request') intake = new RequestIntake(parsed.head);
        else if (parsed.type === 'start') received = intake?.finish();
        else if (parsed.type !== 'cancel') intake?.add(parsed);
      }
      expect(received).toEqual(sent);
    }),
    { numRuns: 50 },
  );
});

const extraction: fc.Arbitrary<Extraction> = fc.record({
  sentences: fc.oneof(fc.array(span), fc.constant(Array(2500).fill({ start: 0, end: 1 }))),
  mentions: fc.array(mention),
  entities: fc.array(
    fc.record({ id: fc.string(), name: fc.string(), type: fc.string(), mentionIds: fc.array(fc.string()) }),
  ),
  attitudes: fc.array(
    fc.record({
      sourceMentionId: fc.string(),
      targetMentionId: fc.string(),
      label: fc.constantFrom('positive' as const, 'negative' as const),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      sentenceIndex: fc.nat(),
    }),
  ),
  opinions: fc.array(
    fc.record({
      sourceEntityId: fc.string(),
      targetEntityId: fc.string(),
      label: fc.constantFrom('positive' as const, 'negative' as const),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      attitudeIndices: fc.array(fc.nat()),
    }),
  ),
  problems: fc.array(
    fc.record({ message: fc.string(), line: fc.nat(), span }, { requiredKeys: ['message'] }),
  ),
});

test('an extraction crosses back as it is, and leaves nothing for the next one', () => {
  fc.assert(
    fc.property(extraction, (sent) => {
      const collector = new ExtractionCollector();
      for (const part of splitExtraction(sent)) {
        const parsed = v.parse(fromHost, cross({ type: 'part', requestId: 1, part }));
        if (parsed.type === 'part') collector.add(parsed.part);
      }
      expect(collector.take()).toEqual(sent);
      expect(Object.values(collector.take()).flat()).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test.each([
  [{ type: 'unknown', requestId: 1 }],
  [{ type: 'answer', requestId: 1 }],
  [{ type: 'part', requestId: 1, part: { mentions: [{ id: 1 }] } }],
  ['text'],
])('refuses %j from the child process', (message) => {
  expect(v.safeParse(fromHost, message).success).toBe(false);
});
