import { expect, it } from '@jest/globals';
import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { schemaOf, VERSIONS } from '../../src/shopify/schema/versions.js';
import { DOMAIN, gid, openShop } from './shop.js';

/** Every field down to a depth, the first of each connection. */
function selection(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    if (!isObjectType(named) || depth === 0) return [];
    const wrapper = /Connection$|Edge$|Bag$|Set$/.test(named.name);
    const inner = selection(named, wrapper ? depth : depth - 1);
    return inner === '' ? [] : [`${field.name}${argumentsOf(field)} { ${inner} }`];
  });
  return fields.join(' ');
}

function argumentsOf(field: GraphQLField<unknown, unknown>): string {
  const given = field.args.flatMap(({ name, type }) => {
    if (name === 'first') return ['first: 1'];
    if (name === 'names') return ['names: ["available", "on_hand"]'];
    if (name === 'locationId') return ['locationId: $location'];
    if (name === 'suggestFullRefund') return ['suggestFullRefund: true'];
    return isNonNullType(type) && field.name !== 'quantities' ? [`${name}: "?"`] : [];
  });
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

it.each(VERSIONS)('every field of an order has an answer in %s', async (version) => {
  const shop = await openShop({ scopes: ['read_orders', 'read_customers', 'read_inventory', 'read_products'] });
  const { id, lines } = shop.order();
  shop.shopify.door.refundForReturn({
    shop: DOMAIN,
    orderId: id,
    key: 'k',
    note: 'n',
    amount: 500,
    restockType: 'return',
    lines: [{ lineItemId: lines[0]?.id ?? '', quantity: 1 }],
  });
  const variables = { id: gid('Order', id), location: gid('Location', shop.locations[0]?.id) };
  const ask = (root: string, typeName: string, depth: number) => {
    const type = schemaOf(version).getType(typeName);
    const body = `{ ${root} { ${isObjectType(type) ? selection(type, depth) : ''} } }`;
    const declared = ['$id', '$location'].filter((name) => body.includes(name)).map((name) => `${name}: ID!`);
    return shop.graphql(`query${declared.length === 0 ? '' : `(${declared.join(', ')})`} ${body}`, variables, {
      version,
    });
  };
  const order = await ask('order(id: $id)', 'Order', 3);
  expect(order.errors).toBeUndefined();
  expect(order.data.order.refunds[0].refundLineItems.nodes[0].lineItem.sku).toBe('NF-JKT-M');
  const variants = await ask('productVariants(first: 2)', 'ProductVariantConnection', 4);
  expect(variants.errors).toBeUndefined();
  expect(variants.data.productVariants.nodes[0].inventoryItem.inventoryLevel.quantities).toHaveLength(2);
  await shop.close();
});
