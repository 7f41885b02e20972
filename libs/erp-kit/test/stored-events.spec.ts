import { asJson, eventFixtures } from '@backhaul/testkit';
import { describe, expect, it } from '@jest/globals';
import { mappingTables } from '../src/mappings/aggregate.js';
import { storeStreams } from '../src/stops/stops.js';

const aggregates = { mapping: mappingTables, store: storeStreams };

describe.each(Object.entries(aggregates))('every event ever stored on %s streams', (category, aggregate) => {
  const { names, events, state } = eventFixtures(new URL(`./fixtures/${category}/`, import.meta.url));

  it('has a fixture for each of its versions', () => {
    expect(names).toEqual(aggregate.storedVersions.sort());
  });

  it('still leads to the state that it led to', () => {
    expect(asJson(aggregate.fold(events))).toEqual(state);
  });
});
