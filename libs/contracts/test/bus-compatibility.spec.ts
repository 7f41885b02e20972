import { describe, expect, it } from '@jest/globals';
import { busBreakingChanges } from '../src/generate/bus-compatibility.js';
import { asyncApi } from '../src/generate/asyncapi.js';
import { encodeEnvelope } from '../src/index.js';
import { cloudEventHeaders } from '../src/generate/headers.js';
import { sampleEnvelope } from './samples.js';

interface Document {
  channels: Record<
    string,
    { address: string; messages: Record<string, unknown>; bindings: { kafka: { partitions: number } } }
  >;
  components: { schemas: { CloudEventHeaders: { required: string[] } } };
}

/** What a consumer meets when the document is changed like that. */
function breaks(change: (document: Document, ledger: Document['channels'][string]) => void): string[] {
  const after = JSON.parse(JSON.stringify(asyncApi())) as Document;
  const { ledger } = after.channels;
  if (ledger === undefined) throw new Error('the ledger has no channel');
  change(after, ledger);
  return busBreakingChanges(asyncApi(), after).map(({ path, change: what }) => `${path} ${what}`);
}

describe('topics and headers', () => {
  it('may stay, and topics and events on them may be added', () => {
    const added = breaks((document, ledger) => {
      document.channels['scribe'] = ledger;
      ledger.messages['BooksClosed'] = {};
    });
    expect(added).toEqual([]);
  });

  it('may not lose a topic', () => {
    expect(breaks((document) => delete document.channels['ledger'])).toEqual([
      'topic backhaul.ledger is gone: ledger no longer publishes there',
    ]);
  });

  it('may not rename a topic', () => {
    expect(breaks((_, ledger) => (ledger.address = 'books'))).toEqual([
      'topic backhaul.ledger is gone: ledger no longer publishes there',
    ]);
  });

  it('may not drop an event from a topic', () => {
    expect(breaks((_, ledger) => delete ledger.messages['ReturnSettled'])).toEqual([
      'topic backhaul.ledger no longer carries ReturnSettled',
    ]);
  });

  it('may not change the number of partitions', () => {
    expect(breaks((_, ledger) => (ledger.bindings.kafka.partitions = 24))).toEqual([
      expect.stringContaining('another number of partitions'),
    ]);
  });

  it('may not make a header optional', () => {
    const optional = breaks((document) => document.components.schemas.CloudEventHeaders.required.shift());
    expect(optional).toEqual(['header ce_causationid was always there and may now be missing']);
  });

  it('list the headers that are really written', () => {
    const { headers } = encodeEnvelope(sampleEnvelope('ReturnSettled'));
    expect(cloudEventHeaders['required']).toEqual(Object.keys(headers).sort());
  });
});
