import type { GraphQLError } from 'graphql';
import { executeSync, parse } from 'graphql';
import type { Kernel } from '../../kernel/index.js';
import { gid } from '../gid.js';
import type { Context } from '../graphql/context.js';
import { queries } from '../graphql/queries.js';
import { resolveField, resolveType } from '../graphql/resolve-field.js';
import { schemaOf } from '../schema/schema-of.js';
import type { Shop, ShopifyState } from '../state.js';
import { orderView } from '../views/order-view.js';
import { returnView } from '../views/return-view.js';
import { announce } from '../webhooks/announce.js';
import { isUnderWay, type BulkOperation } from './bulk-operation.js';
import { rowsOf } from './jsonl.js';

const START = 'shopify/bulk-start';
const FINISH = 'shopify/bulk-finish';
const STARTS_AFTER_MS = 1_000;
const TAKES_MS = 4_000;

interface Planned {
  domain: string;
  id: string;
}

/** Plans the run of an operation that was just created. */
export function planBulk({ timers }: Kernel<ShopifyState>, { domain }: Shop, { id }: BulkOperation): void {
  timers.after(STARTS_AFTER_MS, START, { domain, id } satisfies Planned);
}

/** Runs bulk operations on the simulator's clock: created, running a second later, completed four seconds after that. */
export function handleBulk(kernel: Kernel<ShopifyState>): void {
  const found = ({ domain, id }: Planned) => {
    const shop = kernel.state.shops[domain];
    const operation = shop?.bulkOperations.find((one) => one.id === id);
    return shop && operation && isUnderWay(operation) ? { shop, operation } : undefined;
  };
  kernel.timers.handle<Planned>(START, (planned) => {
    const one = found(planned);
    if (one === undefined) return;
    one.operation.status = 'RUNNING';
    kernel.timers.after(TAKES_MS, FINISH, planned);
  });
  kernel.timers.handle<Planned>(FINISH, (planned) => {
    const one = found(planned);
    if (one !== undefined) finishBulk(kernel, one.shop, one.operation, outcomeOf(kernel, one.shop, one.operation));
  });
}

type Outcome = Pick<BulkOperation, 'status'> & Partial<BulkOperation>;

/** Ends an operation and rings `bulk_operations/finish`. */
export function finishBulk(kernel: Kernel<ShopifyState>, shop: Shop, operation: BulkOperation, outcome: Outcome): void {
  Object.assign(operation, outcome, { completedAt: kernel.clock.now().toISOString() });
  const body = {
    admin_graphql_api_id: gid('BulkOperation', operation.id),
    completed_at: operation.completedAt,
    created_at: operation.createdAt,
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: 'query',
  };
  announce(kernel, shop, [{ topic: 'bulk_operations/finish', body }]);
}

/** What the query answers now: a bulk query reads the state at its end. */
function outcomeOf(kernel: Kernel<ShopifyState>, shop: Shop, operation: BulkOperation): Outcome {
  const context: Context = { kernel, shop, version: operation.version, bulk: true, orderView, returnView };
  const { data, errors = [] } = executeSync({
    schema: schemaOf(operation.version),
    document: parse(operation.query),
    rootValue: queries,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  const [first] = errors;
  if (first !== undefined) return failed(first);
  const { roots, lines } = rowsOf(data, operation.groupObjects);
  const jsonl = lines.map((line) => `${line}\n`).join('');
  return { status: 'COMPLETED', jsonl, objectCount: lines.length, rootObjectCount: roots };
}

function failed(error: GraphQLError): Outcome {
  if (error.extensions.code === 'ACCESS_DENIED') return { status: 'FAILED', errorCode: 'ACCESS_DENIED' };
  // Most likely a hole of the simulator: Shopify's answer has no place to name it.
  process.emitWarning(error, { code: 'SIMULATOR_BULK_FAILED' });
  return { status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR' };
}
