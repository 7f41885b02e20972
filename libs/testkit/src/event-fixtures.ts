import { readdirSync, readFileSync } from 'node:fs';

/** An event as some release once stored it. */
export interface EventFixture {
  /** Place in its stream. */
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: Date;
  readonly data: unknown;
}

/** What lies in a folder of fixtures: `<type>.v<version>.json` each, and `state.json`, what they lead to. */
export interface EventFixtures {
  /** `ReturnFlagged.v1` and so on. */
  readonly names: readonly string[];
  /** In the order of their stream. */
  readonly events: readonly EventFixture[];
  readonly state: unknown;
}

/**
 * Reads a folder of stored events. They lie in databases, so they are read for good: when one of them no longer evolves,
 * mend the code (a step from the older version is the usual remedy), never the fixture.
 */
export function eventFixtures(folder: URL): EventFixtures {
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const files = readdirSync(folder).filter((file) => file !== 'state.json');
  const stored = files.map((file) => {
    const event = read(file) as EventFixture;
    return { ...event, occurredAt: new Date(event.occurredAt) };
  });
  return {
    names: files.map((file) => file.replace(/\.json$/, '')).sort(),
    events: stored.sort((left, right) => left.version - right.version),
    state: read('state.json'),
  };
}

/** A state as JSON would keep it, to compare it with a file: sets and maps become lists. */
export function asJson(state: unknown): unknown {
  const listed = (_: string, value: unknown): unknown =>
    value instanceof Set || value instanceof Map ? [...(value as Iterable<unknown>)] : value;
  return JSON.parse(JSON.stringify(state, listed));
}
