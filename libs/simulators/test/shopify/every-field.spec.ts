import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getNamedType, isLeafType, isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { schemaOf } from '../../src/shopify/schema/schema-of.js';
import { VERSIONS, type ApiVersion } from '../../src/shopify/schema/versions.js';
import { DOMAIN, gid, openShop, type Shop } from './shop.js';

const ARGUMENTS: Record<string, string> = {
  first: '1',
  names: '["available", "on_hand"]',
  locationId: '$location',
  suggestFullRefund: 'true',
};

function headOf({ name, args }: GraphQLField<unknown, unknown>): string {
  const given = args.flatMap(({ name: one }) => (one in ARGUMENTS ? [`${one}: ${ARGUMENTS[one]}`] : []));
  return given.length === 0 ? name : `${name}(${given.join(', ')})`;
}

const canBeAsked = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.every(({ name, type }) => name in ARGUMENTS || !String(type).endsWith('!'));

/** A type that an answer may hold, and the selection that leads to it. */
interface Place {
  type: GraphQLObjectType;
  within: (inner: string) => string;
}
interface Probe {
  text: string;
  below: Place | undefined;
}

/** Each field of a type asked for by itself. */
const probesOf = ({ type, within }: Place): Probe[] =>
  Object.values(type.getFields())
    .filter(canBeAsked)
    .map((field) => {
      const named = getNamedType(field.type);
      if (isLeafType(named)) return { text: within(headOf(field)), below: undefined };
      const wrap = (inner: string) => within(`${headOf(field)} { ${inner} }`);
      return { text: wrap('__typename'), below: isObjectType(named) ? { type: named, within: wrap } : undefined };
    });

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({
    plan: 'enterprise',
    scopes: ['read_orders', 'read_returns', 'read_customers', 'read_inventory', 'read_products', 'read_locations'],
  });
});
afterEach(() => shop.close());

/**
 * Asks for every field of everything that can be reached, level by level. What is not said to be missing must be answered as the
 * official schema demands; nothing is asked for below what is missing.
 */
async function askForEach(root: string, typeName: string, version: ApiVersion, id: string) {
  const type = schemaOf(version).getType(typeName);
  const seen = new Set<string>([typeName]);
  const found: Found = { wrong: [], missing: new Set(), fields: 0 };
  let level: Place[] = isObjectType(type) ? [{ type, within: (inner) => `${root} { ${inner} }` }] : [];
  while (level.length > 0) {
    const next = new Map<string, Place>();
    for (const part of parts(level.flatMap(probesOf), 80)) {
      const failed = await ask(part, version, id, found);
      for (const { below } of part.filter((_, index) => !failed.has(`f${index}`))) {
        if (below !== undefined && !seen.has(below.type.name)) next.set(below.type.name, below);
      }
    }
    for (const name of next.keys()) seen.add(name);
    level = [...next.values()];
  }
  return found;
}

interface Found {
  wrong: string[];
  missing: Set<string>;
  fields: number;
}

/** The aliases of the probes that were not answered. */
async function ask(part: Probe[], version: ApiVersion, id: string, found: Found): Promise<Set<string>> {
  const body = part.map(({ text }, index) => `f${index}: ${text}`).join(' ');
  const declared = ['id', 'location'].filter((name) => body.includes(`$${name}`)).map((name) => `$${name}: ID!`);
  const variables = { id, location: gid('Location', shop.locations[0]?.id) };
  const { errors = [] } = await shop.graphql(`query(${declared.join(', ')}) { ${body} }`, variables, { version });
  found.fields += part.length;
  for (const { message } of errors) {
    const missing = /does not implement (\w+\.\w+)$/.exec(String(message))?.[1];
    if (missing === undefined) found.wrong.push(message);
    else found.missing.add(missing);
  }
  return new Set(errors.map(({ path }) => String(path?.[0])));
}

const parts = <T>(all: T[], size: number): T[][] =>
  all.length === 0 ? [] : [all.slice(0, size), ...parts(all.slice(size), size)];

describe.each(VERSIONS)('in %s', (version) => {
  it('every field of an order, its return and its refund is answered as the official schema says, or named as missing', async () => {
    const { id, lines } = shop.order();
    const { door } = shop.shopify;
    const asked = { shop: DOMAIN, orderId: id, key: 'k', returnKey: 'k' };
    const returned = { lineItemId: lines[0]?.id ?? '', quantity: 1, reasonNote: 'Too small' };
    door.openReturn({ ...asked, lines: [returned], exchange: [{ sku: 'NF-VST-M', quantity: 1, unitPrice: 4555 }] });
    const vest = { ref: 'x1', sku: 'NF-VST-M', price: 4555, discount: 0, tax: 364, taxRate: 0.08 };
    door.processExchange({ ...asked, items: [vest], paid: 0 });
    door.refundForReturn({ ...asked, note: 'n', amount: 500, restockType: 'return', lines: [returned] });
    const { wrong, missing, fields } = await askForEach('order(id: $id)', 'Order', version, gid('Order', id));
    expect(wrong).toEqual([]);
    expect(fields).toBeGreaterThan(500);
    expect([...missing]).toEqual(expect.arrayContaining(['Order.events', 'LineItem.image']));
    for (const field of [
      'Order.name',
      'LineItem.sku',
      'Refund.note',
      'ExchangeLineItem.quantity',
      'InventoryLevel.quantities',
    ]) {
      expect(missing).not.toContain(field);
    }
  });
});
