import { describe, expect, it } from '@jest/globals';
import { specFor, type Decider } from '@backhaul/testkit';

type Event = { type: 'Opened' } | { type: 'Received'; units: number };
type Command = { kind: 'Receive'; units: number };
interface State {
  open: boolean;
  units: number;
}

class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const parcel: Decider<Command, State, Event, string> = {
  initial: { open: false, units: 0 },
  evolve: (state, event) =>
    event.type === 'Opened' ? { ...state, open: true } : { ...state, units: state.units + event.units },
  decide(command, state) {
    if (!state.open) throw new Refused('PARCEL_NOT_OPEN');
    if (command.units < 0) throw new TypeError('a bug');
    return { events: [{ type: 'Received', units: command.units }], calls: [`restock ${state.units + command.units}`] };
  },
};

describe('specFor', () => {
  const opened: Event[] = [{ type: 'Opened' }];

  it('passes when exactly the expected events and calls follow', () => {
    specFor(parcel)
      .given([...opened, { type: 'Received', units: 1 }])
      .when({ kind: 'Receive', units: 2 })
      .then([{ type: 'Received', units: 2 }])
      .thenCalls(['restock 3']);
  });

  it('fails when other events follow', () => {
    const outcome = specFor(parcel).given(opened).when({ kind: 'Receive', units: 2 });
    expect(() => outcome.then([{ type: 'Received', units: 3 }])).toThrow(/3/);
    expect(() => outcome.then([])).toThrow();
    expect(() => outcome.thenCalls([])).toThrow();
  });

  it('knows a refusal by its code', () => {
    const outcome = specFor(parcel).given([]).when({ kind: 'Receive', units: 2 });
    outcome.then({ refused: 'PARCEL_NOT_OPEN' });
    expect(() => outcome.then({ refused: 'OTHER' })).toThrow(/PARCEL_NOT_OPEN/);
    expect(() => outcome.then([])).toThrow('PARCEL_NOT_OPEN');
  });

  it('fails when a refusal was expected and events follow', () => {
    const outcome = specFor(parcel).given(opened).when({ kind: 'Receive', units: 2 });
    expect(() => outcome.then({ refused: 'PARCEL_NOT_OPEN' })).toThrow(/1 events were decided/);
  });

  it('does not take a bug for a refusal', () => {
    const outcome = specFor(parcel).given(opened).when({ kind: 'Receive', units: -1 });
    expect(() => outcome.then({ refused: 'ANY' })).toThrow('a bug');
  });

  it('takes a decider that gives only events', () => {
    const bare: Decider<Command, State, Event> = { ...parcel, decide: () => [{ type: 'Opened' }] };
    specFor(bare).given([]).when({ kind: 'Receive', units: 1 }).then(opened).thenCalls([]);
  });
});
