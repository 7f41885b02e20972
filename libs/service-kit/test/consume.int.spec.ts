import { encodeEnvelope, topicOf, type Envelope } from '@backhaul/contracts';
import type { MessageBus, Publisher } from '@backhaul/messaging';
import { MESSAGE_BUS, OrderFamily, type RunningService } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Consumers, flagged, Ground, tokens } from './service.js';

let ground: Ground;
let service: RunningService;
let others: Publisher;

beforeAll(async () => {
  ground = await Ground.lay();
  service = await ground.boot();
  others = await service.app.get<MessageBus>(MESSAGE_BUS).publisher('the other services');
});
afterAll(() => ground.clear());

const publish = (...events: Envelope<'ReturnFlagged'>[]) =>
  others.publish(topicOf('loop-gateway'), events.map(encodeEnvelope));
const known = (event: Envelope) => new OrderFamily().returnsOf(ground.database.pool, event.partitionKey);
const admin = async (path: string, action?: object) => {
  const headers = { authorization: `Bearer ${tokens.admin}`, 'content-type': 'application/json' };
  const init = action === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(action) };
  const response = await fetch(`${service.url}/admin/parked${path}`, init);
  return {
    status: response.status,
    body: (await response.json()) as { items: { id: string; status: string; reasonCode: string }[] },
  };
};
const why = { by: 'Dana Ruiz', reason: 'The product is mapped now.' };

describe('an event of another service', () => {
  it('reaches the method of its name, with its transaction; its repetition does not', async () => {
    const event = flagged('northfold-1');
    await publish(event, event);
    await waitFor('the return to be known', async () => (await known(event)).length === 1);
    await waitFor('both to be counted', async () => {
      const metrics = await (await fetch(`${service.url}/metrics`)).text();
      return /outcome="handled"\} 1/.test(metrics) && /outcome="duplicate"\} 1/.test(metrics);
    });
  });

  it('that fails for good is parked under its own code, and follows once a person has mended the cause', async () => {
    const event = flagged('northfold-2');
    Consumers.broken.add(event.subject);
    await publish(event, { ...flagged('northfold-2'), partitionKey: event.partitionKey });
    const items = await waitFor('both events to be parked', async () => {
      const { body } = await admin('');
      return body.items.length === 2 && body.items;
    });
    expect(items).toMatchObject([
      { status: 'failed', reasonCode: 'NOT_MAPPED' },
      { status: 'queued', reasonCode: 'BEHIND_PARKED' },
    ]);
    expect(await known(event)).toEqual([]);
    Consumers.broken.clear();
    expect(await admin(`/${items[1]?.id}/retry`, why)).toMatchObject({
      status: 409,
      body: { code: 'PARKED_NOT_FIRST' },
    });
    expect(await admin(`/${items[0]?.id}/retry`, why)).toMatchObject({
      status: 409,
      body: {
        type: 'urn:backhaul:problem:replay-not-confirmed',
        preview: { count: 2, keys: 1, sample: [{ id: items[0]?.id, reasonCode: 'NOT_MAPPED', follows: 1 }] },
      },
    });
    expect((await (await fetch(`${service.url}/health/ready`)).json()) as object).toMatchObject({
      ready: true,
      checks: { parked: { ok: true, detail: '1 failed, 1 waiting behind them, of 1 keys: see /admin/parked' } },
    });
    expect(await admin(`/keys/${encodeURIComponent(event.partitionKey)}/retry`, { ...why, count: 2 })).toMatchObject({
      status: 200,
      body: { replayed: 2, failed: null },
    });
    expect(await known(event)).toEqual(['northfold-2']);
    expect((await admin(`/${items[0]?.id}/discard`, why)).status).toBe(409);
    expect((await admin('/999/discard', why)).status).toBe(404);
  });
});
