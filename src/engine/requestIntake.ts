import type { EntityMention } from '../core/annotations.ts';
import { slices } from './extractionParts.ts';
import type { ExtractionRequest } from './extractionRequest.ts';
import type { RequestHead, ToHost } from './hostMessages.ts';

const codeUnitsPerMessage = 1 << 18;
const itemsPerMessage = 1000;

/** The messages that carry a request to the child process, `start` last. */
export function* requestMessages(requestId: number, request: ExtractionRequest): Generator<ToHost> {
  const { text, mentions, synonyms, key, ...head } = request;
  yield { type: 'request', requestId, head };
  for (let start = 0; start < text.length; start += codeUnitsPerMessage) {
    yield { type: 'text', requestId, text: text.slice(start, start + codeUnitsPerMessage) };
  }
  if (mentions !== undefined) {
    // An empty list says something else than none: then nothing is recognised.
    yield { type: 'mentions', requestId, mentions: [] };
    for (const piece of slices(mentions, itemsPerMessage))
      yield { type: 'mentions', requestId, mentions: piece };
  }
  for (const piece of slices(synonyms ?? [], itemsPerMessage)) {
    yield { type: 'synonyms', requestId, synonyms: piece };
  }
  yield { type: 'start', requestId };
}

/** Adds up the messages of one request. */
export class RequestIntake {
  private readonly texts: string[] = [];
  private mentions: EntityMention[] | undefined;
  private readonly synonyms: (readonly string[])[] = [];

  constructor(private readonly head: RequestHead) {}

  add(message: Extract<ToHost, { type: 'text' | 'mentions' | 'synonyms' }>): void {
    switch (message.type) {
      case 'text':
        this.texts.push(message.text);
        break;
      case 'mentions':
        this.mentions ??= [];
        this.mentions.push(...message.mentions);
        break;
      case 'synonyms':
        this.synonyms.push(...message.synonyms);
        break;
    }
  }

  finish(): ExtractionRequest {
    return {
      ...this.head,
      text: this.texts.join(''),
      synonyms: this.synonyms,
      ...(this.mentions && { mentions: this.mentions }),
    };
  }
}
