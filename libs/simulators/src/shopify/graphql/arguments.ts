import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  Kind,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { isRecord } from '../../kernel/index.js';

/** Every list is paged forwards, every single thing found by its id. */
const EVERYWHERE = new Set(['first', 'after', 'reverse', 'id', 'input']);

/** What else of arguments and inputs has an effect here, or may rightly have none. */
const IMPLEMENTED: Readonly<Record<string, readonly string[]>> = {
  'QueryRoot.orders': ['sortKey', 'query'],
  'QueryRoot.inventoryItems': ['query'],
  'QueryRoot.productVariants': ['query'],
  'QueryRoot.webhookSubscriptions': ['topics', 'uri'],
  'Mutation.bulkOperationRunQuery': ['query', 'groupObjects'],
  'Mutation.webhookSubscriptionCreate': ['topic', 'webhookSubscription'],
  'Order.suggestedRefund': [
    'refundLineItems',
    'refundShipping',
    'shippingAmount',
    'suggestFullRefund',
    'refundMethodAllocation',
  ],
  'InventoryItem.inventoryLevel': ['locationId'],
  'InventoryLevel.quantities': ['names'],
  'InventoryAdjustmentGroup.changes': ['quantityNames'],
  RefundInput: [
    'orderId',
    'currency',
    'note',
    'notify',
    'processedAt',
    'refundLineItems',
    'shipping',
    'transactions',
    'allowOverRefunding',
  ],
  RefundLineItemInput: ['lineItemId', 'quantity', 'restockType', 'locationId'],
  ShippingRefundInput: ['amount', 'fullRefund'],
  OrderTransactionInput: ['orderId', 'parentId', 'kind', 'gateway', 'amount'],
  InventorySetQuantitiesInput: ['name', 'reason', 'referenceDocumentUri', 'quantities', 'ignoreCompareQuantity'],
  InventoryQuantityInput: ['inventoryItemId', 'locationId', 'quantity', 'changeFromQuantity', 'compareQuantity'],
  InventoryAdjustQuantitiesInput: ['name', 'reason', 'referenceDocumentUri', 'changes'],
  InventoryChangeInput: ['inventoryItemId', 'locationId', 'delta', 'changeFromQuantity', 'ledgerDocumentUri'],
  WebhookSubscriptionInput: ['uri', 'name', 'format', 'includeFields'],
};

/** The first argument or input of an operation that would be ignored here: found before anything runs. */
export function ignoredArgument(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  return inDocument(schema, document)[0] ?? inVariables(schema, operation, variables)[0];
}

function inDocument(schema: GraphQLSchema, document: DocumentNode): string[] {
  const ignored: string[] = [];
  const types = new TypeInfo(schema);
  const note = (owner: string | undefined, name: string): void => {
    if (owner !== undefined && !isImplemented(owner, name)) ignored.push(`${owner}(${name}:)`);
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive: () => false,
      Argument({ name, value }) {
        if (value.kind !== Kind.NULL) note(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`, name.value);
      },
      ObjectField({ name, value }) {
        const owner = types.getParentInputType();
        if (value.kind !== Kind.NULL && owner) note(getNamedType(owner).name, name.value);
      },
    }),
  );
  return ignored;
}

const inVariables = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string[] =>
  (operation.variableDefinitions ?? []).flatMap(({ variable, type: node }) => {
    const type = typeFromAST(schema, node);
    return isInputType(type) ? inValue(variables[variable.name.value], type) : [];
  });

function inValue(value: unknown, wrapped: GraphQLInputType): string[] {
  const type = getNullableType(wrapped);
  if (isListType(type)) return (Array.isArray(value) ? value : [value]).flatMap((one) => inValue(one, type.ofType));
  if (!isInputObjectType(type) || !isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const field = type.getFields()[name];
    if (field === undefined || member === null) return [];
    return isImplemented(type.name, name) ? inValue(member, field.type) : [`${type.name}(${name}:)`];
  });
}

const isImplemented = (owner: string, name: string): boolean =>
  EVERYWHERE.has(name) || IMPLEMENTED[owner]?.includes(name) === true;
