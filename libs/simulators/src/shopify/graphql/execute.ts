import {
  executeSync,
  getOperationAST,
  parse,
  validate,
  GraphQLError,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { inventoryAdjustQuantities } from '../mutations/inventory-adjust-quantities.js';
import { inventorySetQuantities } from '../mutations/inventory-set-quantities.js';
import { refundCreate } from '../mutations/refund-create.js';
import * as subscriptions from '../mutations/webhook-subscriptions.js';
import { schemaOf } from '../schema/versions.js';
import { accessDenied } from './access.js';
import type { Context } from './context.js';
import { actualCost, requestedCost } from './cost.js';
import { executionError, validationError } from './errors.js';
import { queries } from './queries.js';
import type { Throttle } from './throttle.js';
import { variableErrors } from './variables.js';

export interface GraphqlRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

const MAX_COST = 1_000;
const roots = { ...queries, ...subscriptions, refundCreate, inventorySetQuantities, inventoryAdjustQuantities };

/** Executes a sent document: always an answer for HTTP 200, with failures in `errors`. */
export function execute(request: GraphqlRequest, context: Context, throttle: Throttle): object {
  const schema = schemaOf(context.version);
  const document = parsed(request.query);
  if (document instanceof GraphQLError) return { errors: [document.toJSON()] };
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { errors: invalid.map(validationError) };
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return { errors: [{ message: 'An operation name is required' }] };
  const wrong = variableErrors(schema, operation, request.variables);
  if (wrong.length > 0) return { errors: wrong };
  const denied = accessDenied(operation, context.shop.scopes);
  if (denied !== undefined) return { errors: [denied.toJSON()], data: null };
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
  const { data, errors } = executeSync({
    schema: schemaOf(context.version),
    document,
    rootValue: roots,
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
  });
  const actual = actualCost(data, operation, requested);
  throttle.charge(context.shop, actual);
  return {
    data: data ?? null,
    ...(errors === undefined ? {} : { errors: errors.map(executionError) }),
    extensions: {
      cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: throttle.status(context.shop) },
    },
  };
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
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
