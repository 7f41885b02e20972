import 'reflect-metadata';
import { BackhaulError, type Envelope, type EventType } from '@backhaul/contracts';
import { BusContext, BusTransport, postgresBus, RethrowFilter, type Observed } from '@backhaul/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Injectable, Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { waitFor, type TestDatabase } from '@backhaul/testkit';
import { testBus, unique, type TestBus } from './conformance/harness.js';
import { onTheBus } from './fixtures/events.js';
import { serviceDatabase, tasksDone } from './fixtures/service.js';

type TaskClosed = Envelope<'TaskClosed'>;

@Injectable()
class Writer {
  async write(context: BusContext, key: string, task: string): Promise<void> {
    await context.tx.query('INSERT INTO done (key, task) VALUES ($1, $2)', [key, task]);
  }
}

let conflicts = 0;
let running = 0;
let together = false;

@Controller()
class Tasks {
  constructor(private readonly writer: Writer) {}

  @EventPattern<EventType>('TaskClosed')
  async onTaskClosed(@Payload() event: TaskClosed, @Ctx() context: BusContext): Promise<void> {
    running += 1;
    together ||= running > 1;
    await this.writer.write(context, event.partitionKey, event.data.taskId);
    running -= 1;
    if (event.data.taskId === 'bad') throw new BackhaulError('UNIT_UNKNOWN', 'unit 7 is not of this return');
    if (event.data.taskId === 'conflict' && (conflicts += 1) < 3) {
      throw new BackhaulError('VERSION_CONFLICT', 'somebody was faster', { retryable: true });
    }
  }

  @Get('alive')
  alive(): string {
    return 'yes';
  }
}

@Controller()
class AlsoTasks {
  @EventPattern<EventType>('TaskClosed')
  async onTaskClosed(@Payload() event: TaskClosed, @Ctx() context: BusContext): Promise<void> {
    running += 1;
    together ||= running > 1;
    await context.tx.query('INSERT INTO done (key, task) VALUES ($1, $2)', [
      event.partitionKey,
      `also ${event.data.taskId}`,
    ]);
    running -= 1;
  }
}

@Module({ controllers: [Tasks, AlsoTasks], providers: [Writer] })
class App {}

let database: TestDatabase;
let bus: TestBus;
let app: INestApplication;
let transport: BusTransport;
const observed: Observed[] = [];
const topic = unique('topic');

beforeAll(async () => {
  database = await serviceDatabase();
  bus = testBus(postgresBus({ pool: database.pool }));
  await bus.ensureTopics([{ name: topic, partitions: 3 }]);
  app = await NestFactory.create(App, { logger: false });
  app.useGlobalFilters(new RethrowFilter());
  transport = new BusTransport({
    bus,
    pool: database.pool,
    group: unique('group'),
    topics: [topic],
    observe: (fact) => observed.push(fact),
    retry: { firstMs: 1, maxMs: 5 },
  });
  app.connectMicroservice({ strategy: transport }, { inheritAppConfig: true });
  await app.init();
  await app.startAllMicroservices();
});
afterAll(async () => {
  await app.close();
  await bus.close();
  await database.drop();
});

describe('@EventPattern on the bus', () => {
  it('every handler of a type gets the event, one after the other in the same transaction', async () => {
    await bus.publish(topic, [onTheBus('a', '1'), onTheBus('a', '2')]);
    await waitFor('all', async () => (await tasksDone(database.pool, 'a')).length === 4);
    expect(await tasksDone(database.pool, 'a')).toEqual(['1', 'also 1', '2', 'also 2']);
    expect(together).toBe(false);
  });

  it('the error that a handler throws reaches the consumer as it is: it parks with its code', async () => {
    await bus.publish(topic, [onTheBus('b', 'bad')]);
    await waitFor('it', () => observed.some(({ outcome }) => outcome === 'parked'));
    expect(await transport.consumer.parked.list()).toMatchObject([
      { reasonCode: 'UNIT_UNKNOWN', reason: 'unit 7 is not of this return' },
    ]);
    expect(await tasksDone(database.pool, 'b')).toEqual([]);
  });

  it('a conflict is tried again with a fresh transaction', async () => {
    await bus.publish(topic, [onTheBus('c', 'conflict')]);
    await waitFor('it', async () => (await tasksDone(database.pool, 'c')).length === 2);
    expect(conflicts).toBe(3);
    expect(observed.filter(({ outcome, code }) => outcome === 'retried' && code === 'VERSION_CONFLICT')).toHaveLength(
      2,
    );
  });

  it('a type without a handler is passed over', async () => {
    const skipped = onTheBus('d', '1');
    await bus.publish(topic, [{ ...skipped, headers: { ...skipped.headers, ce_type: 'ReturnClosed' } }]);
    await waitFor('it', () => observed.some(({ outcome }) => outcome === 'skipped'));
  });

  it('refuses a request pattern: the bus carries events', () => {
    const strict = new BusTransport({ bus, pool: database.pool, group: 'g', topics: [topic] });
    expect(() => strict.addHandler('getReturn', async () => undefined, false)).toThrow(/carries events/);
  });
});
