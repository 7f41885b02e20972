import { encodeEnvelope, topicOf, type Envelope, type EventType } from '@backhaul/contracts';
import type { BusContext, MessageBus, Publisher } from '@backhaul/messaging';
import {
  bootService,
  MESSAGE_BUS,
  tokenHash,
  type RunningService,
  type ServiceDefinition,
} from '@backhaul/service-kit';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { Controller, Module } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

export const ADMIN = 'token-of-the-admin';
export const VIEWER = 'token-of-the-viewer';

/** A service that cannot use events of the returns that are named here, for the reason that stands beside them. */
export interface Fixture {
  readonly service: RunningService;
  readonly database: TestDatabase;
  /** Return → code of the failure. */
  readonly failing: Map<string, string>;
  /** The returns whose events were used, in order. */
  handled(): string[];
  /** Publishes flags, and waits until all are used or parked. */
  publish(...flags: [order: string, returnId: string][]): Promise<void>;
  close(): Promise<void>;
}

export async function openFixture(): Promise<Fixture> {
  const failing = new Map<string, string>();
  const handled: string[] = [];

  @Controller()
  class Consumers {
    @EventPattern<EventType>('ReturnFlagged')
    async on(@Payload() event: Envelope<'ReturnFlagged'>, @Ctx() _: BusContext): Promise<void> {
      const code = failing.get(event.subject);
      if (code !== undefined) throw Object.assign(new Error(`no use for it: ${code}`), { code });
      handled.push(event.subject);
    }
  }
  @Module({ controllers: [Consumers] })
  class TestModule {}

  const definition: ServiceDefinition = {
    name: 'rlm-adapter',
    merchantSchema: z.object({}),
    consumes: ['loop-gateway'],
    module: TestModule,
    intake: () => () => Promise.reject(new Error('not understood')),
  };
  const [database, bus] = await Promise.all([testDatabase({ name: 'cli' }), testDatabase({ name: 'cli_bus' })]);
  const service = await bootService(definition, {
    config: {
      services: { 'rlm-adapter': { postgres: { url: database.url }, http: { port: 0 } } },
      bus: { kind: 'postgres', url: bus.url },
      tokens: [
        { name: 'dana', role: 'admin', sha256: tokenHash(ADMIN) },
        { name: 'board', role: 'viewer', sha256: tokenHash(VIEWER) },
      ],
      merchants: [],
    },
    env: {},
    logTo: { write: () => undefined },
  });
  const others: Publisher = await service.app.get<MessageBus>(MESSAGE_BUS).publisher('the other services');
  const parked = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM messaging.parked');
    return rows[0]?.n ?? 0;
  };
  return {
    service,
    database,
    failing,
    handled: () => [...handled],
    async publish(...flags) {
      const dealtWith = async (): Promise<number> => handled.length + (await parked());
      const before = await dealtWith();
      const messages = flags.map(([order, returnId]) => encodeEnvelope(flagged(order, returnId)));
      await others.publish(topicOf('loop-gateway'), messages);
      await waitFor('all to be dealt with', async () => (await dealtWith()) === before + flags.length);
    },
    async close() {
      await others.close();
      await service.stop();
      await Promise.all([database.drop(), bus.drop()]);
    },
  };
}

function flagged(order: string, returnId: string): Envelope<'ReturnFlagged'> {
  return {
    id: randomUUID(),
    source: '/backhaul/loop-gateway',
    type: 'ReturnFlagged',
    subject: returnId,
    time: '2026-11-22T10:00:00.000Z',
    recordedAt: '2026-11-22T10:00:01.000Z',
    partitionKey: `northfold/${order}`,
    merchantId: 'northfold',
    correlationId: returnId,
    causationId: 'webhook-1',
    schemaVersion: 1,
    data: { returnId, flaggedAt: '2026-11-22T10:00:00.000Z' },
  };
}
