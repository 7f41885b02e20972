import {
  getNamedType,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLType,
} from 'graphql';
import type { Access } from '../schema/access-notes.js';

/** What every app of a new shop may do, unless it says otherwise. */
export const DEFAULT_SCOPES = [
  'read_orders',
  'write_orders',
  'read_returns',
  'read_inventory',
  'write_inventory',
  'read_locations',
  'read_products',
];

/** The refusal of a field for want of a scope; undefined when the app may read it. */
export function accessDenied(
  field: GraphQLField<unknown, unknown>,
  granted: readonly string[],
): GraphQLError | undefined {
  const access = field.extensions.access ?? accessToType(field.type);
  // Write implies read, as it does for a real token.
  const holds = (scope: string): boolean =>
    granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'));
  if (access === undefined || access.scopes.some(holds)) return undefined;
  return new GraphQLError(`Access denied for ${field.name} field. Required access: ${access.note}`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess: access.note,
    },
  });
}

/** The note on a type; on a connection, that of what it lists. */
function accessToType(type: GraphQLType): Access | undefined {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) return undefined;
  const listed = named.name.endsWith('Connection') ? named.getFields().nodes : undefined;
  return named.extensions.access ?? (listed === undefined ? undefined : accessToType(listed.type));
}
