import { asJson, eventFixtures } from '@backhaul/testkit';
import { describe, expect, it } from '@jest/globals';
import { journals, tasks } from '../src/aggregates.js';

describe('every event ever stored on journal streams', () => {
  const { names, events, state } = eventFixtures(new URL('./fixtures/journal/', import.meta.url));

  it('has a fixture for each of its versions', () => {
    expect(names).toEqual(journals.storedVersions.sort());
  });

  it('still leads to the state that it led to', () => {
    expect(asJson(journals.fold(events))).toEqual(state);
  });
});

describe('every event ever stored on task streams', () => {
  const { names, events, state } = eventFixtures(new URL('./fixtures/task/', import.meta.url));

  it('has a fixture for each of its versions', () => {
    expect(names).toEqual(tasks.storedVersions.sort());
  });

  it('still leads to the state that it led to', () => {
    expect(asJson(tasks.fold(events))).toEqual(state);
  });
});
