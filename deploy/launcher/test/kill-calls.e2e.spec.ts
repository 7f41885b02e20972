import { aims360Adapter } from '@backhaul/aims360-adapter';
import type { ServiceName } from '@backhaul/contracts';
import { loopGateway } from '@backhaul/loop-gateway';
import { rlmAdapter } from '@backhaul/rlm-adapter';
import type { ServiceDefinition } from '@backhaul/service-kit';
import { shopifyGateway } from '@backhaul/shopify-gateway';
import { waitFor } from '@backhaul/testkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { northfoldOffice, OAK_LINEN, oakLinenWarehouse, startProcesses, type Processes } from '../src/index.js';
import { assertBooks, documentsIn } from './support/documents.js';
import { holdCalls, type HeldCalls } from './support/held-calls.js';
import { killAtEachMoment } from './support/killer.js';
import { SHIRT, shopper, submitBoth, submitShirt } from './support/returns.js';
import { setStage, settled, type Stage } from './support/stage.js';

type Caller = Exclude<ServiceName, 'ledger'>;

/** Every kind of call that a service can make, from its own definition. */
function kindsOf(definition: Pick<ServiceDefinition, 'effects'>): string[] {
  const nobody = { get: () => ({ having: () => [] }) } as never;
  return (definition.effects?.(nobody) ?? []).map(({ kind }) => kind).filter((kind) => !kind.startsWith('watch.'));
}

/** Kinds that the day of this test brings about. Each service's `doubt.int` has every one of its kinds end in one document. */
const kinds: Record<Caller, string[]> = {
  'loop-gateway': ['loop.process', 'loop.check-processed', 'loop.note', 'loop.flag'],
  'shopify-gateway': ['shopify.inventory.set'],
  'aims360-adapter': ['aims360.create-rma', 'aims360.credit-rma', 'aims360.stage-debit', 'aims360.post-batch'],
  'rlm-adapter': [
    ...['rlm.create-ra', 'threepl.create-return-order', 'rlm.transmit-ra', 'threepl.read-receipts', 'rlm.post-receipt'],
    ...['rlm.mark-receipt-exported', 'rlm.import-refund', 'rlm.read-inventory'],
  ],
};

/** Kinds of other days: edits, cancellations, exchanges, and calls that only look. */
const others: Record<Caller, string[]> = {
  'loop-gateway': ['loop.remove-units', 'loop.cancel', 'loop.reread'],
  'shopify-gateway': [],
  'aims360-adapter': [
    ...['aims360.edit-rma', 'aims360.receive-rma', 'aims360.void-rma'],
    ...['aims360.import-order', 'aims360.amend-order', 'aims360.find-staged'],
  ],
  'rlm-adapter': [
    ...['threepl.cancel-return-order', 'threepl.change-return-order', 'rlm.cancel-ra', 'rlm.import-exchange-order'],
    ...['rlm.arrival-due'],
  ],
};

const definitions = {
  'loop-gateway': loopGateway,
  'shopify-gateway': shopifyGateway,
  'aims360-adapter': aims360Adapter,
  'rlm-adapter': rlmAdapter,
};

describe('the kinds of calls', () => {
  it.each(Object.keys(definitions) as Caller[])('leaves out no kind of %s unsaid', (service) => {
    expect(kindsOf(definitions[service]).sort()).toEqual([...kinds[service], ...others[service]].sort());
  });
});

describe('kill -9 before a call, after it, and after its answer', () => {
  let stage: Stage;
  let processes: Processes;
  let workers: NodeJS.Timeout;
  const held = new Map<Caller, HeldCalls>();

  beforeEach(async () => {
    stage = await setStage({ bus: 'postgres' });
    processes = await startProcesses(withEveryKind(stage.config), stage.urlOf);
    for (const [name, list] of Object.entries(kinds) as [Caller, string[]][]) {
      held.set(name, await holdCalls(stage.adminUrlOf(name), list));
    }
  });

  afterEach(async () => {
    clearInterval(workers);
    await Promise.all([...held.values()].map((one) => one.close()));
    await processes.close();
    await stage.close();
  });

  /** What is damaged arrives at the warehouse as such; everything else in good condition. */
  const startWorkers = (damaged: string): void => {
    const { simulators } = stage.world;
    const office = northfoldOffice(simulators);
    const warehouse = oakLinenWarehouse(simulators);
    workers = setInterval(() => {
      for (const rma of office.rmas()) if (rma['receiptStatus'] === 'None') office.receive(String(rma['rma']));
      for (const ra of warehouse.ras()) {
        const raNumber = String(ra['ra_number']);
        const order = warehouse.returnOrders().find(({ ra_number }) => ra_number === raNumber);
        if (ra['status'] !== 'TRANSMITTED' || order?.status !== 'AWAITING_ARRIVAL') continue;
        if (`${OAK_LINEN}-${String(ra['external_rma_id'])}` !== damaged) warehouse.receive(raNumber);
        else simulators.threePl.door.receive(raNumber, { lines: [{ sku: SHIRT, quantity: 1, condition: 'DAMAGED' }] });
      }
    }, 100);
  };

  const kill = (service: Caller): Promise<void> => {
    const { loop, shopify, aims360, rlm, threePl } = stage.world.simulators;
    const systems = {
      'loop-gateway': [loop],
      'shopify-gateway': [shopify],
      'aims360-adapter': [aims360],
      'rlm-adapter': [rlm, threePl],
    }[service];
    const calls = held.get(service);
    if (calls === undefined) throw new Error(`the calls of ${service} are not held`);
    return killAtEachMoment({ service, kinds: kinds[service], processes, held: calls, systems });
  };

  it('every kind of call of a day ends with exactly one document', async () => {
    const { shopify, loop } = stage.world.simulators;
    const damaged = await submitShirt(stage.world.simulators);
    const returns = await submitBoth(stage.world.simulators);
    startWorkers(damaged);
    // A shirt that only the shop has sold: the exported figure differs from the shop's own, so it is written.
    shopify.door.placeOrder({
      shop: 'oak-and-linen.myshopify.com',
      ...shopper,
      lines: [{ sku: SHIRT, quantity: 1 }],
    });
    await Promise.all((Object.keys(kinds) as Caller[]).map(kill));
    await settled(stage.ledger, returns, 120_000);
    const numberOf = (returnId: string): string => returnId.slice(returnId.lastIndexOf('-') + 1);
    await waitFor('the damaged return to be flagged and explained', () => {
      const { state } = loop.door.return(numberOf(damaged));
      return (
        state === 'review' && loop.door.notes(numberOf(damaged)).some(({ content }) => content.startsWith('On hold'))
      );
    });
    expect(documentsIn(stage.world)).toEqual({
      northfold: { rmas: 1, creditMemos: 1, debits: 1, refunds: 1 },
      oakLinen: { ras: 2, returnOrders: 2, receipts: 2, credits: 1, refunds: 1 },
    });
    for (const returnId of [damaged, ...returns]) {
      const notes = loop.door.notes(numberOf(returnId)).map(({ content }) => content);
      expect(notes).toEqual([...new Set(notes)]);
    }
    assertBooks(stage.world);
  }, 900_000);
});

/** Credits are confirmed by policy, and processing is looked after at once: otherwise these calls would not be made. */
function withEveryKind(config: Stage['config']): Stage['config'] {
  const merchants = config.merchants.map((merchant) => ({
    ...merchant,
    loop: { ...(merchant['loop'] as object), processDeadlineSeconds: 1 },
    ...('aims360' in merchant ? { aims360: { ...(merchant['aims360'] as object), confirmCredit: 'policy' } } : {}),
  }));
  return { ...config, takeOverSeconds: 2, merchants };
}
