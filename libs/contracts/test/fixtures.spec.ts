import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeEnvelope, definitionOf, eventTypes, type WireMessage } from '../src/index.js';

// Messages as they were once published. They lie in topics and event stores, so they are read for good:
// when one of these no longer decodes, mend the schema (a new required member is the usual cause), not the fixture.
const folder = new URL('./fixtures/', import.meta.url);
const fixtures = readdirSync(folder);

function read(name: string): WireMessage {
  const fixture = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as WireMessage & { value: unknown };
  return { ...fixture, value: JSON.stringify(fixture.value) };
}

/** What an event of an earlier version means today. */
const expected: Record<string, unknown> = {
  'RefundMoneySettled.v1.json': { ...valueOf('RefundMoneySettled.v1.json'), transactionId: null },
  'RefundMoneyFailed.v1.json': { ...valueOf('RefundMoneyFailed.v1.json'), transactionId: null },
  'ParcelProgressed.v1.json': { ...valueOf('ParcelProgressed.v1.json'), labelUrl: null },
  'JournalEntryPosted.v1.json': valueOf('JournalEntryPosted.v1.json'),
  'CreditOffsetPosted.v1.json': {
    ...valueOf('CreditOffsetPosted.v1.json'),
    purpose: 'refund',
    taxNotCarried: { amount: 0, currency: 'USD' },
  },
  'RefundSkipped.v1.json': { ...valueOf('RefundSkipped.v1.json'), accepted: null },
  'InventoryExported.v1.json': valueOf('InventoryExported.v1.json'),
  'InventoryLevelSet.v1.json': valueOf('InventoryLevelSet.v1.json'),
  'ReceiptRecorded.v1.json': {
    ...valueOf('ReceiptRecorded.v1.json'),
    units: valueOf('ReceiptRecorded.v1.json').units?.map((unit) => ({
      ...unit,
      disposition: unit['quality'] === 'first' ? 'restock' : 'seconds',
    })),
  },
  'ReturnProcessed.v1.json': {
    ...valueOf('ReturnProcessed.v1.json'),
    storeCredit: { amount: 0, currency: 'USD' },
    exchangeCredit: { amount: 0, currency: 'USD' },
    upsell: { amount: 0, currency: 'USD' },
    exchangeOrders: [{ orderId: '5511223399999', orderName: 'EXC-20417', native: false }],
    partial: false,
  },
  'ReturnInitiated.v1.json': {
    ...valueOf('ReturnInitiated.v1.json'),
    units: valueOf('ReturnInitiated.v1.json').units?.map((unit) => ({ ...unit, outcome: 'return' })),
    exchangeItems: valueOf('ReturnInitiated.v1.json').exchangeItems?.map((item) => ({ ...item, outOfStock: false })),
    exchangeOrders: [],
    amounts: { ...valueOf('ReturnInitiated.v1.json').amounts, exchangeTotal: { amount: 0, currency: 'USD' } },
    parcel: { ...valueOf('ReturnInitiated.v1.json').parcel, labelUrl: null },
    gift: false,
    multiCurrency: false,
  },
};

interface Value {
  readonly units?: readonly Readonly<Record<string, unknown>>[];
  readonly exchangeItems?: readonly object[];
  readonly amounts?: object;
  readonly parcel?: object;
}

function valueOf(name: string): Value {
  return JSON.parse(read(name).value ?? '') as Value;
}

describe('every event ever published', () => {
  it.each(fixtures)('%s still decodes to the version of today, and nothing in it is lost', (name) => {
    const message = read(name);
    const event = decodeEnvelope(message);
    const published = Number(/\.v(\d+)\./.exec(name)?.[1]);
    const { version, schema } = definitionOf(event.type);
    expect(event.schemaVersion).toBe(version);
    expect(schema.parse(event.data)).toEqual(event.data);
    if (published === version) expect(event.data).toEqual(JSON.parse(message.value ?? ''));
    else expect(event.data).toEqual(expected[name]);
  });

  it('has a fixture for each of its versions', () => {
    const expected = eventTypes.flatMap((type) =>
      Array.from({ length: definitionOf(type).version }, (_, index) => `${type}.v${index + 1}.json`),
    );
    expect(fixtures.filter((name) => name.endsWith('.json')).sort()).toEqual(expected.sort());
  });
});
