import { nothing, type Decider, type DomainEvent, type Published } from '@backhaul/contracts';
import { effectsMigrations, effectsStore } from '@backhaul/effects';
import { eventStore, eventStoreMigrations, inTransaction } from '@backhaul/event-store';
import { Aggregate, causeOf, type Cause } from '@backhaul/service-kit';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

type Event = Published<'ReturnFlagged'> | DomainEvent<'NoteWritten', { text: string }>;
type Command = { kind: 'Flag'; at: Date; call?: string; wrongly?: boolean } | { kind: 'Note'; text: string; at: Date };
type State = { flagged: boolean; notes: string[] };

const decider: Decider<State, Command, Event> = {
  initial: { flagged: false, notes: [] },
  decide(command, state) {
    if (command.kind === 'Note')
      return { events: [{ type: 'NoteWritten', data: { text: command.text }, occurredAt: command.at }], calls: [] };
    if (state.flagged) return nothing;
    const flaggedAt = command.wrongly === true ? 'yesterday' : command.at.toISOString();
    return {
      events: [{ type: 'ReturnFlagged', data: { returnId: 'northfold-1', flaggedAt }, occurredAt: command.at }],
      calls: [{ key: command.call ?? 'flag:northfold-1', kind: 'loop.flag', payload: { id: 1 } }],
    };
  },
  evolve: (state, event) =>
    event.type === 'ReturnFlagged'
      ? { ...state, flagged: true }
      : { ...state, notes: [...state.notes, event.data.text] },
};

const returns = new Aggregate({
  category: 'loop-return',
  decider,
  publishes: ['ReturnFlagged'],
  keeps: { NoteWritten: [] },
});
const at = new Date('2026-11-22T10:00:00Z');
const cause: Cause = {
  merchantId: 'northfold',
  subject: 'northfold-1',
  partitionKey: 'northfold/1',
  correlationId: 'northfold-1',
  causationId: 'webhook-7',
  actor: 'Dana Ruiz',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ name: 'aggregate', migrations: [...eventStoreMigrations, ...effectsMigrations] });
});
afterAll(() => database.drop());

const execute = (id: string, command: Command, from: Cause = cause) =>
  inTransaction(database.pool, (tx) => returns.execute(tx, id, command, from));

describe('a command on an aggregate', () => {
  it('appends its events and plans its calls, all filed under the cause', async () => {
    const { events, state } = await execute('northfold-1', { kind: 'Flag', at });
    expect(state).toEqual({ flagged: true, notes: [] });
    expect(events).toMatchObject([{ streamId: 'loop-return-northfold-1', version: 1, type: 'ReturnFlagged' }]);
    const [stored] = await eventStore.readStream(database.pool, 'loop-return-northfold-1');
    expect(stored).toMatchObject({
      ...cause,
      published: true,
      schemaVersion: 1,
      occurredAt: at,
      eventId: events[0]?.eventId,
    });
    expect(await effectsStore.get(database.pool, 'flag:northfold-1')).toMatchObject({
      lane: 'loop-return-northfold-1',
      merchantId: 'northfold',
      partitionKey: 'northfold/1',
      causationId: stored?.eventId,
      payload: { id: 1 },
      status: 'planned',
    });
  });

  it('that changes nothing writes nothing', async () => {
    expect(await execute('northfold-1', { kind: 'Flag', at })).toMatchObject({ events: [], state: { flagged: true } });
  });

  it('sees what was written before; its own events stay inside the service', async () => {
    await execute('northfold-1', { kind: 'Note', text: 'hello', at });
    expect(await inTransaction(database.pool, (tx) => returns.load(tx, 'northfold-1'))).toEqual({
      flagged: true,
      notes: ['hello'],
    });
    const stored = await eventStore.readStream(database.pool, 'loop-return-northfold-1');
    expect(stored.map(({ version, published }) => [version, published])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('that would publish what breaks the contract throws and writes nothing', async () => {
    await expect(execute('northfold-2', { kind: 'Flag', at, wrongly: true })).rejects.toMatchObject({
      code: 'EVENT_SCHEMA_MISMATCH',
      retryable: false,
      message: expect.stringContaining('flaggedAt'),
    });
    expect(await eventStore.readStream(database.pool, 'loop-return-northfold-2')).toEqual([]);
  });

  it('that races with another one is refused as a conflict, and works when it is repeated', async () => {
    const flag: Command = { kind: 'Flag', at, call: 'flag:northfold-3' };
    const both = [execute('northfold-3', flag), execute('northfold-3', flag)];
    const outcomes = await Promise.allSettled(both);
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
    for (const error of failed) expect(error).toMatchObject({ code: 'VERSION_CONFLICT', retryable: true });
    expect((await execute('northfold-3', flag)).events).toEqual([]);
    expect(await eventStore.readStream(database.pool, 'loop-return-northfold-3')).toHaveLength(1);
  });

  it('reads what it stored in an older version in the shape of today, and stores in the newest', async () => {
    const { pool } = database;
    const upper = ({ text }: { text: string }) => ({ text: text.toUpperCase() });
    const newer = new Aggregate<State, Command, Event>({
      category: 'loop-return',
      decider,
      publishes: ['ReturnFlagged'],
      keeps: { NoteWritten: [upper] },
    });
    await inTransaction(pool, (tx) => newer.execute(tx, 'northfold-1', { kind: 'Note', text: 'again', at }, cause));
    expect((await newer.load(pool, 'northfold-1')).notes).toEqual(['HELLO', 'again']);
    const stored = await eventStore.readStream(pool, 'loop-return-northfold-1');
    expect(stored.map(({ type, schemaVersion }) => `${type}.v${schemaVersion}`)).toEqual([
      'ReturnFlagged.v1',
      'NoteWritten.v1',
      'NoteWritten.v2',
    ]);
    await expect(returns.load(pool, 'northfold-1')).rejects.toMatchObject({ code: 'EVENT_VERSION_UNKNOWN' });
  });

  it('of a type that it does not declare writes nothing', async () => {
    const forgetful = new Aggregate<State, Command, Event>({ category: 'x', decider, publishes: [], keeps: {} });
    const note: Command = { kind: 'Note', text: 'hello', at };
    const run = inTransaction(database.pool, (tx) => forgetful.execute(tx, 'northfold-9', note, cause));
    await expect(run).rejects.toMatchObject({ code: 'EVENT_TYPE_UNKNOWN' });
  });
});

describe('the cause of what follows from an event', () => {
  it('keeps the family, the correlation and the trace, and names the event', () => {
    const { merchantId, subject, partitionKey, correlationId } = cause;
    const event = { id: 'e-1', merchantId, subject, partitionKey, correlationId, traceparent: '00-a-b-01', data: {} };
    expect(causeOf(event)).toEqual({
      merchantId,
      subject,
      partitionKey,
      correlationId,
      traceparent: '00-a-b-01',
      causationId: 'e-1',
    });
  });
});
