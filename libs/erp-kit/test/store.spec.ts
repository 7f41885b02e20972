import { specFor } from '@backhaul/testkit';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { store, type StoreCommand } from '../src/store/decide.js';

const at = new Date('2026-03-02T15:00:00.000Z');
const stop = (id: string) =>
  ({
    kind: 'StopSends',
    merchantId: 'northfold',
    finding: { id, why: `RMA ${id} is not ours.`, values: { rma: id } },
    at,
  }) as const;
const release = { kind: 'ReleaseSends', by: 'dana', reason: 'The link is off.', at } as const;
const after = (...commands: StoreCommand[]) =>
  commands.reduce((state, one) => store.decide(one, state).events.reduce(store.evolve, state), store.initial);

describe('the sends of a store', () => {
  it('stop with a task that says why and what to look at', () => {
    const { events } = store.decide(stop('30115'), store.initial);
    expect(events).toMatchObject([
      { type: 'SendsStopped', data: { finding: '30115', why: 'RMA 30115 is not ours.' } },
      {
        type: 'TaskOpened',
        data: {
          taskId: 'sends-stopped:northfold:1',
          kind: 'sends-stopped',
          returnId: null,
          role: 'operator',
          values: { rma: '30115' },
        },
      },
    ]);
  });

  it('stop once: more findings are counted, and the same one is nothing new', () => {
    const stopped = after(stop('1'), stop('2'), stop('1'), stop('2'));
    expect(stopped).toMatchObject({ stops: 1, stop: { findings: 2, why: 'RMA 1 is not ours.' } });
  });

  it('go on when a person releases them, which closes the task', () => {
    const { events } = store.decide(release, after(stop('1')));
    expect(events).toMatchObject([
      { type: 'SendsReleased', data: { by: 'dana', reason: 'The link is off.' } },
      { type: 'TaskClosed', data: { taskId: 'sends-stopped:northfold:1', how: 'Released by dana: The link is off.' } },
    ]);
    specFor(store).given([]).when(release).then([]);
  });

  it('are not stopped again by what was found before the release, and are by something new', () => {
    const released = after(stop('1'), stop('2'), release);
    expect(store.decide(stop('2'), released).events).toEqual([]);
    expect(store.decide(stop('3'), released).events).toMatchObject([
      { type: 'SendsStopped' },
      { data: { taskId: 'sends-stopped:northfold:2' } },
    ]);
  });

  it('have exactly one open task while they are stopped, and none else, after any commands', () => {
    const command = fc.oneof(fc.constantFrom('1', '2', '3', '4').map(stop), fc.constant(release));
    fc.assert(
      fc.property(fc.array<StoreCommand>(command, { maxLength: 12 }), (commands) => {
        const open = new Set<string>();
        let state = store.initial;
        for (const one of commands) {
          const { events } = store.decide(one, state);
          for (const event of events) {
            if (event.type === 'TaskOpened') open.add(event.data.taskId);
            if (event.type === 'TaskClosed') open.delete(event.data.taskId);
          }
          state = events.reduce(store.evolve, state);
          expect([...open]).toEqual(state.stop === null ? [] : [state.stop.taskId]);
        }
      }),
    );
  });
});
