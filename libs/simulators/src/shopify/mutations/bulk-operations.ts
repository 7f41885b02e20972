import { getOperationAST, OperationTypeNode } from 'graphql';
import { isUnderWay, type BulkOperation } from '../bulk/bulk-operation.js';
import { bulkRefusal } from '../bulk/bulk-rules.js';
import { finishBulk, planBulk } from '../bulk/run-bulk.js';
import { gid, idOf, newId } from '../gid.js';
import { ignoredArgument } from '../graphql/arguments.js';
import type { Context } from '../graphql/context.js';
import { notImplemented } from '../graphql/resolve-field.js';
import { validDocument } from '../graphql/valid-document.js';
import { schemaOf } from '../schema/schema-of.js';
import { bulkOperationView } from '../views/bulk-operation-view.js';

/** From 2026-01, of one app in one shop. */
const MOST_RUNNING = 5;

/** `bulkOperationRunQuery`: checks the query and plans its run. */
export function bulkOperationRunQuery(
  { query, groupObjects }: { query: string; groupObjects: boolean },
  context: Context,
) {
  const { kernel, shop, version } = context;
  const running = shop.bulkOperations.filter(isUnderWay);
  const [oldest] = running;
  if (oldest !== undefined && running.length >= MOST_RUNNING) {
    const message = `A bulk query operation for this app and shop is already in progress: ${gid('BulkOperation', oldest.id)}.`;
    return refused({ field: null, message, code: 'OPERATION_IN_PROGRESS' });
  }
  const wrong = refusalOf(context, query);
  if (wrong !== undefined) return refused({ field: ['query'], message: wrong, code: 'INVALID' });
  const operation: BulkOperation = {
    id: newId(kernel, shop, 'BulkOperation'),
    status: 'CREATED',
    query,
    version,
    groupObjects,
    createdAt: kernel.clock.now().toISOString(),
    completedAt: null,
    errorCode: null,
    objectCount: 0,
    rootObjectCount: 0,
    jsonl: null,
  };
  shop.bulkOperations.push(operation);
  planBulk(kernel, shop, operation);
  return { bulkOperation: bulkOperationView(context, operation), userErrors: [] };
}

function refusalOf({ version }: Context, query: string): string | undefined {
  const schema = schemaOf(version);
  const document = validDocument(schema, query);
  if (Array.isArray(document)) return `Invalid bulk query: ${document.map(({ message }) => message).join('; ')}`;
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.QUERY) return 'Invalid bulk query: one query operation is expected.';
  const ignored = ignoredArgument(schema, document, operation, {});
  if (ignored !== undefined) throw notImplemented(ignored);
  return bulkRefusal(schema, document, query);
}

const refused = (error: { field: string[] | null; message: string; code: string }) => ({
  bulkOperation: null,
  userErrors: [error],
});

/** `bulkOperationCancel`: what has ended stays as it is. */
export function bulkOperationCancel({ id }: { id: string }, context: Context) {
  const wanted = idOf('BulkOperation', id);
  const operation = context.shop.bulkOperations.find((one) => one.id === wanted);
  if (operation === undefined) {
    return { bulkOperation: null, userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }] };
  }
  if (!isUnderWay(operation)) {
    const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`;
    return { bulkOperation: bulkOperationView(context, operation), userErrors: [{ field: null, message }] };
  }
  finishBulk(context.kernel, context.shop, operation, { status: 'CANCELED' });
  return { bulkOperation: bulkOperationView(context, operation), userErrors: [] };
}
