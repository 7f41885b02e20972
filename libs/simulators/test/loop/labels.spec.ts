import { afterEach, describe, expect, it } from '@jest/globals';
import type { LoopShopRequest } from '../../src/index.js';
import { openPair, type Pair } from './loop.js';

let pair: Pair;
afterEach(() => pair.close());
const submit = async (settings: Partial<LoopShopRequest> = {}): Promise<string> => {
  pair = await openPair(settings);
  const order = await pair.ida.buys([{ sku: 'NF-VST-M', quantity: 1 }]);
  return (await pair.ida.submitReturn(order, ['NF-VST-M'])).id;
};
const DAY = 24 * 3_600_000;

describe('the parcel', () => {
  it('moves by itself when the shop has a carrier schedule', async () => {
    const id = await submit({ labelSchedule: { pre_transit: DAY, in_transit: 2 * DAY, delivered: 5 * DAY } });
    pair.clock.advance(2 * DAY);
    expect(pair.loop.door.return(id).label).toMatchObject({ status: 'in_transit', carrier: 'UPS' });
    pair.clock.advance(3 * DAY);
    expect(pair.loop.door.return(id).label?.status).toBe('delivered');
  });
});

describe('expiry', () => {
  it('comes after 28 days without a scan; cancel is then refused', async () => {
    const id = await submit();
    pair.clock.advance(28 * DAY - 1);
    expect(pair.loop.door.return(id).state).toBe('open');
    pair.clock.advance(1);
    expect(pair.loop.door.return(id).state).toBe('expired');
    expect(() => pair.loop.door.cancel(id)).toThrow('Return is expired');
  });

  it('does not come once the carrier has the parcel', async () => {
    const id = await submit();
    await pair.ida.ships({ id });
    pair.clock.advance(40 * DAY);
    expect(pair.loop.door.return(id).state).toBe('open');
  });

  it('is lifted by a late scan only where Loop is taken to do so', async () => {
    const id = await submit();
    pair.clock.advance(28 * DAY);
    pair.loop.door.progressLabel(id, 'in_transit');
    expect(pair.loop.door.return(id).state).toBe('expired');
    await pair.close();
    const other = await submit({ quirks: { lateScanReopens: true } });
    pair.clock.advance(28 * DAY);
    pair.loop.door.progressLabel(other, 'in_transit');
    expect(pair.loop.door.return(other).state).toBe('open');
  });
});
