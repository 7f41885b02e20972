import { asJson, eventFixtures } from '@backhaul/testkit';
import { describe, expect, it } from '@jest/globals';
import { jobItems, jobRuns } from '../src/jobs/job-streams.js';
import { exchangeOrders } from '../src/exchange-orders.js';
import { stockExports } from '../src/stock-exports.js';
import { returnAuthorizations } from '../src/return-authorizations.js';
import { warehouseAdjustments } from '../src/warehouse-adjustments.js';
import { warehouseMessages } from '../src/warehouse-messages.js';
import { receipts } from '../src/warehouse/receipts.js';

const aggregates = {
  'rlm-stock-export': stockExports,
  'rlm-return-authorization': returnAuthorizations,
  'blind-receipt': receipts,
  'warehouse-message': warehouseMessages,
  'warehouse-adjustment': warehouseAdjustments,
  'rlm-job-item': jobItems,
  'rlm-job-run': jobRuns,
  'rlm-exchange-order': exchangeOrders,
};

describe.each(Object.entries(aggregates))('every event ever stored on %s streams', (category, aggregate) => {
  const { names, events, state } = eventFixtures(new URL(`./fixtures/${category}/`, import.meta.url));

  it('has a fixture for each of its versions', () => {
    expect(names).toEqual(aggregate.storedVersions.sort());
  });

  it('still leads to the state that it led to', () => {
    expect(asJson(aggregate.fold(events))).toEqual(state);
  });
});
