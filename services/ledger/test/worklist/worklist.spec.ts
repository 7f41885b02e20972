import { describe, expect, it } from '@jest/globals';
import type { Command } from '../../src/worklist/commands.js';
import { worklist } from '../../src/worklist/decide.js';
import type { WorklistTask } from '../../src/worklist/state.js';

const opened = (openedAt: string, title = 'Map the item'): Command => ({
  kind: 'NoteOpening',
  service: 'rlm-adapter',
  task: {
    taskId: 'map-item:1',
    returnId: null,
    kind: 'map-item',
    title,
    why: 'RLM does not know it.',
    values: { sku: 'A' },
    role: 'operator',
    openedAt,
  },
});
const closed = (closedAt: string): Command => ({
  kind: 'NoteClosing',
  closing: { taskId: 'map-item:1', returnId: null, how: 'It is mapped.', closedAt },
});

function after(commands: readonly Command[]): { state: WorklistTask; events: number } {
  let state = worklist.initial;
  let events = 0;
  for (const command of commands) {
    const decision = worklist.decide(command, state);
    events += decision.events.length;
    state = decision.events.reduce((before, event) => worklist.evolve(before, event), state);
  }
  return { state, events };
}

const morning = '2026-03-09T08:00:00.000Z';
const noon = '2026-03-09T12:00:00.000Z';

describe('a task on the worklist', () => {
  it('is kept once, however often it is told', () => {
    expect(after([opened(morning), opened(morning), closed(noon), closed(noon)]).events).toBe(2);
  });

  it('counts from the last time that it was opened', () => {
    const { state } = after([opened(morning), opened(noon)]);
    expect(state.opening?.task.openedAt).toBe(noon);
  });

  it.each([
    [[opened(morning), opened(noon), closed(noon)]],
    [[opened(noon), opened(noon, 'Map another item'), closed(morning)]],
  ])('ends in the same state in whichever order it is told', (commands) => {
    expect(after(commands.toReversed()).state).toEqual(after(commands).state);
  });
});
