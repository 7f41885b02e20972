import { describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';

const SHIRT = 'OLSHT-WHITE-M';
const CLIENT = 'OAKLINEN';
const KEY = 'key at the warehouse';
const SECRET = 'secret of the webhook';

/** What the section `threepl` of the demo has for its own kind of warehouse alone. */
const notOfThisKind = { clientCode: undefined, warehouseCode: undefined };

const kinds = [
  {
    kind: 'shipbob',
    name: 'ShipBob',
    building: '22',
    section: { ...notOfThisKind, apiKey: KEY, channelId: 104_301, fulfillmentCenterId: 22 },
  },
  {
    kind: 'shiphero',
    name: 'ShipHero',
    building: 'V2FyZWhvdXNlOjEx',
    section: { ...notOfThisKind, apiKey: undefined, refreshToken: KEY, warehouseId: 'V2FyZWhvdXNlOjEx' },
  },
] as const;

describe.each(kinds)('a warehouse of $name between Loop and RLM', ({ kind, building, section }) => {
  const on = onStage({
    oakLinen: {
      ofWorld: ({ simulators: { threePl } }) => {
        const client = { clientCode: CLIENT, apiKey: KEY, webhookSecret: SECRET, callsPerMinute: 6_000 };
        threePl.door.addClient({ ...client, kind, warehouses: [building] });
        return { threepl: { kind, ...section, webhookSecrets: [SECRET] } };
      },
    },
  });
  const door = () => on.stage.world.simulators.threePl.door;

  it('is told of a return and receives it: a damaged unit holds it, a good one goes back on sale', async () => {
    const { oakLinen } = on;
    door().setWebhook(CLIENT, `${on.stage.urlOf('rlm-adapter')}/webhooks/3pl/oaklinen`);

    const bought = oakLinen.buys({ [SHIRT]: 2 });
    door().addOrder(CLIENT, bought.name, [SHIRT]);
    const good = await oakLinen.sendsBack(bought, [
      { sku: SHIRT, reason: 'Too large' },
      { sku: SHIRT, reason: 'Not as described' },
    ]);
    await oakLinen.received(good);
    await oakLinen.settled(good);
    expect(oakLinen.ra(good)).toMatchObject({ status: 'CLOSED' });
    expect(oakLinen.inShop(SHIRT)).toEqual({ 'West 1': oakLinen.onHand(SHIRT) });
    expect(await oakLinen.uncleared(good)).toEqual([]);

    const other = oakLinen.buys({ [SHIRT]: 1 });
    door().addOrder(CLIENT, other.name, [SHIRT]);
    const torn = await oakLinen.sendsBack(other, [{ sku: SHIRT, reason: 'Torn' }]);
    await oakLinen.received(torn, { lines: [{ sku: SHIRT, quantity: 1, condition: 'DAMAGED', note: 'torn hem' }] });
    const held = await oakLinen.seen(torn, 'ReturnHeld');
    expect(held.join('\n')).toContain(`${SHIRT} received as second quality (damaged)`);
    oakLinen.warehouse.assertInvariants();
  });
});
