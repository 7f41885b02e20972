import { describe, expect, it } from '@jest/globals';
import type { AsnDraft } from '../../../src/rlm-return-authorization/authorize.js';
import { raLinesOf } from '../../../src/rlm-return-authorization/ra-lines.js';
import { shipBobSection } from '../../../src/three-pl/shipbob/section.js';
import { returnBody } from '../../../src/three-pl/shipbob/request.js';
import { BLACK_M, initiated, policy, raNumber, RED_M, returnId, unit } from '../../support/returns.js';

const section = shipBobSection.parse({
  ...{ kind: 'shipbob', apiKey: 'k', channelId: 1, fulfillmentCenterId: 22, webhookSecrets: ['s'] },
});
const draft = (units: ReturnType<typeof unit>[]): AsnDraft => {
  const { externalReturnId, order, parcel, shopper } = initiated();
  return { returnId, raNumber, externalReturnId, order, parcel, shopper, lines: raLinesOf(units), policy };
};

describe('what ShipBob is told', () => {
  it('names each inventory id once, whatever the reasons of its units', () => {
    const units = [unit('1', BLACK_M), unit('2', RED_M), unit('3', BLACK_M, { reason: 'Damaged' })];
    const ids = new Map([
      [BLACK_M, 9001],
      [RED_M, 9002],
    ]);
    expect(returnBody(draft(units), section, ids)).toEqual({
      fulfillment_center: { id: 22 },
      reference_id: raNumber,
      store_order_id: 'EC-10442',
      tracking_number: '9400100000000000000001',
      inventory: [
        { id: 9001, quantity: 2, requested_action: 'Default' },
        { id: 9002, quantity: 1, requested_action: 'Default' },
      ],
    });
  });

  it.each([
    ['an item without SKU', [unit('1', null)], /item without SKU/],
    ['an item that it does not have', [unit('1', BLACK_M)], /no inventory with the SKU TS100-BLK-M/],
  ])('is nothing where it cannot take %s: a person mends that first', (_, units, why) => {
    const send = () => returnBody(draft(units), section, new Map());
    expect(send).toThrow(why);
    expect(send).toThrow(expect.objectContaining({ code: 'NOT_ANNOUNCED', delivered: 'answered' }));
  });
});
