import { GraphQLError, NoDeprecatedCustomRule, parse, validate, type DocumentNode } from 'graphql';
import type { ApiVersion } from './official-files.mjs';
import { schemaOf } from './schema-of.js';

/** What a version of the Admin API has against a document. */
export interface DocumentFault {
  /** `invalid`: it would be refused. `deprecated`: it works, and will not for ever. */
  readonly kind: 'invalid' | 'deprecated';
  readonly message: string;
}

/** Checks a document against Shopify's official schema of a version: an empty list when it may be sent. */
export function documentFaults(text: string, version: ApiVersion): DocumentFault[] {
  const document = parsed(text);
  if (document instanceof GraphQLError) return [{ kind: 'invalid', message: document.message }];
  const schema = schemaOf(version);
  const invalid = validate(schema, document);
  const deprecated = invalid.length > 0 ? [] : validate(schema, document, [NoDeprecatedCustomRule]);
  return [
    ...invalid.map(({ message }) => ({ kind: 'invalid' as const, message })),
    ...deprecated.map(({ message }) => ({ kind: 'deprecated' as const, message })),
  ];
}

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
