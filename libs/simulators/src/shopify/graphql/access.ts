import { GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';

/** Any one of these scopes opens the field; a field that is not listed is open to all. */
const SCOPES: Record<string, string[]> = {
  order: ['read_orders'],
  orders: ['read_orders'],
  refund: ['read_orders'],
  refundCreate: ['write_orders'],
  inventoryItem: ['read_inventory', 'read_products'],
  inventoryItems: ['read_inventory', 'read_products'],
  inventoryLevel: ['read_inventory'],
  inventorySetQuantities: ['write_inventory'],
  inventoryAdjustQuantities: ['write_inventory'],
  location: ['read_locations', 'read_inventory'],
  locations: ['read_locations', 'read_inventory'],
  productVariant: ['read_products'],
  productVariants: ['read_products'],
};

/** What every app of a new shop may do, unless it says otherwise. */
export const DEFAULT_SCOPES = [
  'read_orders',
  'write_orders',
  'read_inventory',
  'write_inventory',
  'read_locations',
  'read_products',
];

/** The first refusal of an operation for want of a scope. */
export function accessDenied(operation: OperationDefinitionNode, granted: string[]): GraphQLError | undefined {
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const needed = SCOPES[selection.name.value] ?? [];
    // Write implies read, as it does for a real token.
    const held = granted.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]);
    if (needed.length === 0 || needed.some((scope) => held.includes(scope))) continue;
    const field = selection.name.value;
    const wanted = needed.map((scope) => `\`${scope}\``).join(' or ');
    return new GraphQLError(`Access denied for ${field} field. Required access: ${wanted} access scope.`, {
      path: [selection.alias?.value ?? field],
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: 'https://shopify.dev/api/usage/access-scopes',
        requiredAccess: `${wanted} access scope.`,
      },
    });
  }
  return undefined;
}
