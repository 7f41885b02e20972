import { type Decider, type DomainEvent, type Envelope, type EventType, type Published } from '@backhaul/contracts';
import type { EffectCall, EffectHandler } from '@backhaul/effects';
import type { BusContext } from '@backhaul/messaging';
import {
  Aggregate,
  bootService,
  causeOfCall,
  createLogger,
  OrderFamily,
  Secret,
  Transactions,
  type RunningService,
  type ServiceDefinition,
} from '@backhaul/service-kit';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { z } from 'zod';
import { openBus } from '../src/boot/bus.js';

// Two services in one process, on one bus: a command in the first plans a call, its answer becomes an event, which the
// second one hears.
type Event = DomainEvent<'FlagAsked', { returnId: string }> | Published<'ReturnFlagged'>;
type Command = { kind: 'Ask' | 'Flagged'; returnId: string; at: Date };

const decider: Decider<null, Command, Event> = {
  initial: null,
  decide({ kind, returnId, at }) {
    if (kind === 'Ask') {
      return {
        events: [{ type: 'FlagAsked', data: { returnId }, occurredAt: at }],
        calls: [{ key: `flag:${returnId}`, kind: 'loop.flag', payload: { returnId } }],
      };
    }
    return {
      events: [{ type: 'ReturnFlagged', data: { returnId, flaggedAt: at.toISOString() }, occurredAt: at }],
      calls: [],
    };
  },
  evolve: () => null,
};
const returns = new Aggregate({
  category: 'loop-return',
  decider,
  publishes: ['ReturnFlagged'],
  keeps: { FlagAsked: [] },
});

const at = new Date('2026-11-22T10:00:00Z');
const sent: EffectCall[] = [];
const flag: EffectHandler = {
  kind: 'loop.flag',
  send: (call) => {
    sent.push(call);
    return Promise.resolve({ outcome: 'confirmed', result: {} });
  },
  lookUp: () => Promise.resolve({ outcome: 'absent' }),
  settle: async (tx, call) => {
    await returns.execute(tx, call.subject, { kind: 'Flagged', returnId: call.subject, at }, causeOfCall(call));
  },
};

@Module({})
class GatewayModule {}

@Controller()
class LedgerConsumers {
  constructor(private readonly family: OrderFamily) {}

  @EventPattern<EventType>('ReturnFlagged')
  async on(@Payload() event: Envelope<'ReturnFlagged'>, @Ctx() { tx }: BusContext): Promise<void> {
    await this.family.remember(tx, { partitionKey: event.partitionKey, factId: event.id, event });
  }
}

@Module({ controllers: [LedgerConsumers] })
class LedgerModule {}

const merchantSchema = z.object({});
const gateway: ServiceDefinition = {
  name: 'loop-gateway',
  merchantSchema,
  module: GatewayModule,
  effects: () => [flag],
};
const ledger: ServiceDefinition = {
  name: 'ledger',
  merchantSchema,
  module: LedgerModule,
  consumes: ['loop-gateway', 'shopify-gateway'],
};

const databases: TestDatabase[] = [];
const running: RunningService[] = [];
const closing: (() => Promise<void>)[] = [];
const log = createLogger({ service: 'test', level: 'silent' });

beforeAll(async () => {
  databases.push(...(await Promise.all(['gateway', 'ledger', 'bus'].map((name) => testDatabase({ name })))));
  const [gatewayDb = '', ledgerDb = '', busDb = ''] = databases.map(({ url }) => url);
  const bus = await openBus(
    { bus: { kind: 'postgres', url: new Secret(busDb) }, takeOverSeconds: 10 },
    'launcher',
    log,
  );
  const config = {
    services: {
      'loop-gateway': { postgres: { url: gatewayDb }, http: { port: 0 } },
      ledger: { postgres: { url: ledgerDb }, http: { port: 0 } },
    },
    bus: { kind: 'postgres', url: busDb },
    log: { level: 'silent' },
    merchants: [],
  };
  for (const definition of [gateway, ledger]) running.push(await bootService(definition, { config, env: {}, bus }));
  closing.push(() => bus.close());
});
afterAll(async () => {
  await Promise.all(running.map((service) => service.stop()));
  await Promise.all(closing.map((close) => close()));
  await Promise.all(databases.map((database) => database.drop()));
});

describe('two services in one process', () => {
  it('carry a command to the vendor and its outcome to the other service, well before any poll', async () => {
    const [first] = running;
    const [, ledgerDatabase] = databases;
    if (first === undefined || ledgerDatabase === undefined) throw new Error('nothing runs');
    const cause = {
      merchantId: 'northfold',
      subject: 'northfold-1',
      partitionKey: 'northfold/1',
      correlationId: 'northfold-1',
      causationId: 'request-1',
    };
    await first.app
      .get(Transactions)
      .run((tx) => returns.execute(tx, 'northfold-1', { kind: 'Ask', returnId: 'northfold-1', at }, cause));
    const facts = await waitFor('the ledger to know', async () => {
      const known = await new OrderFamily().factsOf(ledgerDatabase.pool, 'northfold/1');
      return known.length > 0 && known;
    });
    expect(facts).toMatchObject([
      {
        type: 'ReturnFlagged',
        source: '/backhaul/loop-gateway',
        subject: 'northfold-1',
        causationId: 'flag:northfold-1',
        correlationId: 'northfold-1',
        time: '2026-11-22T10:00:00.000Z',
      },
    ]);
    expect(sent.map(({ key }) => key)).toEqual(['flag:northfold-1']);
  });

  it('each stop within seconds, and leave the shared bus open', async () => {
    const started = Date.now();
    await Promise.all(running.map((service) => service.stop()));
    expect(Date.now() - started).toBeLessThan(5_000);
    for (const { url } of running) await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });
});
