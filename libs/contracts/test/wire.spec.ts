import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeEnvelope, definitionOf, encodeEnvelope, eventTypes } from '../src/index.js';
import { eventSchema } from '../src/generate/event-schema.js';
import { arbitraryOf } from './arbitrary-of.js';
import { sampleEnvelope } from './samples.js';

describe('an event on the wire', () => {
  it.each(eventTypes)('%s comes back as it went out', (type) => {
    const envelope = sampleEnvelope(type);
    expect(decodeEnvelope(encodeEnvelope(envelope))).toEqual(envelope);
  });

  it.each(eventTypes)('%s comes back whatever its schema lets it carry', (type) => {
    const anyData = arbitraryOf(eventSchema(definitionOf(type)));
    fc.assert(
      fc.property(anyData, (data) => {
        const envelope = sampleEnvelope(type, data);
        // Through JSON, so that -0 and keys without a prototype do not count as differences.
        const expected: unknown = JSON.parse(JSON.stringify(envelope));
        expect(JSON.parse(JSON.stringify(decodeEnvelope(encodeEnvelope(envelope))))).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('has the order family as its key, attributes as headers and the data alone as its value', () => {
    const envelope = sampleEnvelope('ReturnFlagged');
    const message = encodeEnvelope(envelope);
    expect(message.key).toBe('northfold/5511223344556');
    expect(JSON.parse(message.value)).toEqual(envelope.data);
    expect(message.headers).toEqual({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: envelope.id,
      ce_source: '/backhaul/loop-gateway',
      ce_type: 'ReturnFlagged',
      ce_subject: 'northfold-88120045',
      ce_time: envelope.time,
      ce_recordedtime: envelope.recordedAt,
      ce_dataschema: '/schemas/ReturnFlagged.v1.json',
      ce_partitionkey: 'northfold/5511223344556',
      ce_merchantid: 'northfold',
      ce_correlationid: 'c-1',
      ce_causationid: 'm-1',
    });
  });

  it.each(eventTypes)('%s names the schema that is generated for it', (type) => {
    const { headers } = encodeEnvelope(sampleEnvelope(type));
    expect(headers['ce_dataschema']).toBe(eventSchema(definitionOf(type))['$id']);
  });

  it('keeps the trace context when there is one', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const traced = { ...sampleEnvelope('ReturnFlagged'), traceparent };
    expect(decodeEnvelope(encodeEnvelope(traced)).traceparent).toBe(traceparent);
    expect('traceparent' in decodeEnvelope(encodeEnvelope(sampleEnvelope('ReturnFlagged')))).toBe(false);
  });
});
