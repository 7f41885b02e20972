import { inSpan, traceparentOf } from '@backhaul/service-kit';
import { describe, expect, it } from '@jest/globals';
import { parseTraceparent, traceIdOf } from '../src/tracing/traceparent.js';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a trace', () => {
  it('is read from its header', () => {
    expect(traceIdOf(traceparent)).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(parseTraceparent(traceparent)).toEqual({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: 1,
    });
    expect(traceIdOf('nonsense')).toBeUndefined();
    expect(traceIdOf(undefined)).toBeUndefined();
  });

  it('goes on through us also without an SDK', async () => {
    expect(await inSpan('x', { parent: traceparent }, (span) => Promise.resolve(traceparentOf(span)))).toBe(
      traceparent,
    );
    expect(await inSpan('x', {}, (span) => Promise.resolve(traceparentOf(span)))).toBeUndefined();
  });

  it('lets an error through as it is', async () => {
    const error = new Error('x');
    await expect(inSpan('x', {}, () => Promise.reject(error))).rejects.toBe(error);
  });
});
