import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** graphql-js speaks of the same mistakes in other words than Shopify. */
const REWORDED: {
  pattern: RegExp;
  as: (...parts: string[]) => { message: string; extensions: Record<string, unknown> };
}[] = [
  {
    pattern: /^Cannot query field "(\w+)" on type "(\w+)"/,
    as: (fieldName, typeName) => ({
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: 'undefinedField', typeName, fieldName },
    }),
  },
  {
    pattern: /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    as: (argumentName, name) => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'Field', argumentName },
    }),
  },
  {
    pattern: /^Field "(\w+)" is not defined by type "(\w+)"/,
    as: (argumentName, name) => ({
      message: `InputObject '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'InputObject', argumentName },
    }),
  },
];

/** A validation error as Shopify words it. */
export function validationError(error: GraphQLError): GraphQLFormattedError {
  const formatted = error.toJSON();
  for (const { pattern, as } of REWORDED) {
    const match = pattern.exec(error.message);
    if (match !== null) return { ...formatted, ...as(...match.slice(1)) };
  }
  return formatted;
}

/** An error while executing: a bug of the simulator shows as Shopify's internal error, never as a vendor's refusal. */
export function executionError(error: GraphQLError): GraphQLFormattedError {
  const cause = error.originalError;
  if (cause === undefined || cause === null || cause instanceof GraphQLError) return error.toJSON();
  process.emitWarning(cause, { code: 'SIMULATOR_RESOLVER_FAILED' });
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: '00000000-0000-4000-8000-000000000000' };
  return { ...error.toJSON(), message: `Internal error. ${cause.message}`, extensions };
}
