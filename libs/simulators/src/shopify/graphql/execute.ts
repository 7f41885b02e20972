import {
  executeSync,
  getOperationAST,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import * as bulkOperations from '../mutations/bulk-operations.js';
import { inventoryAdjustQuantities } from '../mutations/inventory-adjust-quantities.js';
import { inventorySetQuantities } from '../mutations/inventory-set-quantities.js';
import { refundCreate } from '../mutations/refund-create.js';
import * as subscriptions from '../mutations/webhook-subscriptions.js';
import { schemaOf } from '../schema/schema-of.js';
import { accessDenied } from './access.js';
import { ignoredArgument } from './arguments.js';
import type { Context } from './context.js';
import { actualCost, requestedCost } from './cost.js';
import { executionError, validationError } from './errors.js';
import { queries } from './queries.js';
import { isNotImplemented, notImplemented, resolveField, resolveType } from './resolve-field.js';
import type { Throttle } from './throttle.js';
import { validDocument } from './valid-document.js';
import { variableErrors } from './variables.js';

export interface GraphqlRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

const MAX_COST = 1_000;
const roots = {
  ...queries,
  ...subscriptions,
  ...bulkOperations,
  refundCreate,
  inventorySetQuantities,
  inventoryAdjustQuantities,
};

/** Executes a sent document: always an answer for HTTP 200, with failures in `errors`. */
export function execute(request: GraphqlRequest, context: Context, throttle: Throttle): object {
  const schema = schemaOf(context.version);
  const document = validDocument(schema, request.query);
  if (Array.isArray(document)) return { errors: document.map(validationError) };
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { errors: [{ message: 'An operation name is required' }] };
  const wrong = variableErrors(schema, operation, request.variables);
  if (wrong.length > 0) return { errors: wrong };
  const ignored = ignoredArgument(schema, document, operation, request.variables);
  if (ignored !== undefined) return { errors: [notImplemented(ignored).toJSON()] };
  const denied = rootDenied(schema, operation, context.shop.scopes);
  if (denied !== undefined) return { errors: [denied], data: null };
  const requested = requestedCost(schema, document, operation, request.variables);
  const tooMuch = refusedForCost(context, throttle, requested);
  return tooMuch ?? run(request, document, operation, requested, context, throttle);
}

function run(
  request: GraphqlRequest,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  requested: number,
  context: Context,
  throttle: Throttle,
): object {
  const { data, errors = [] } = executeSync({
    schema: schemaOf(context.version),
    document,
    rootValue: roots,
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  // No part of an answer with a hole in it: the caller could take it for the whole.
  if (errors.some(isNotImplemented)) return { errors: errors.map(executionError), data: null };
  const actual = actualCost(data, operation, requested);
  throttle.charge(context.shop, actual);
  return {
    data: data ?? null,
    ...(errors.length === 0 ? {} : { errors: errors.map(executionError) }),
    extensions: {
      cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: throttle.status(context.shop) },
    },
  };
}

/** A refusal at the top comes before anything runs; one further inside leaves its field null. */
function rootDenied(schema: GraphQLSchema, operation: OperationDefinitionNode, scopes: string[]): object | undefined {
  const changes = operation.operation === OperationTypeNode.MUTATION;
  const fields = (changes ? schema.getMutationType() : schema.getQueryType())?.getFields() ?? {};
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const field = fields[selection.name.value];
    const denied = field && accessDenied(field, scopes);
    if (denied !== undefined) return { ...denied.toJSON(), path: [selection.alias?.value ?? selection.name.value] };
  }
  return undefined;
}

function refusedForCost({ shop }: Context, throttle: Throttle, requested: number): object | undefined {
  const documentation = 'https://shopify.dev/api/usage/limits#rate-limits';
  if (requested > MAX_COST) {
    const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${MAX_COST}).`;
    return {
      errors: [
        { message, extensions: { code: 'MAX_COST_EXCEEDED', cost: requested, maxCost: MAX_COST, documentation } },
      ],
    };
  }
  if (throttle.canAfford(shop, requested)) return undefined;
  return {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }],
    extensions: {
      cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: throttle.status(shop) },
    },
  };
}
