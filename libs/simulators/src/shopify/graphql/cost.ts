import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

const MUTATION = 10;
const CONNECTION = 2;
/** Parts of their owner rather than objects of their own. */
const isFree = (name: string): boolean => /^(MoneyBag|MoneyV2|PageInfo)$|UserError$/.test(name);

/** Cost by which a query is judged before it runs: objects 1, connections 2 + size × child, mutations 10 (shopify.md §5). */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );

  const ofSelections = (set: SelectionSetNode | undefined, type: GraphQLCompositeType): number =>
    (set?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + ofField(selection, type);
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const on = part?.typeCondition ? typeFromAST(schema, part.typeCondition) : type;
      return isCompositeType(on) ? sum + ofSelections(part?.selectionSet, on) : sum;
    }, 0);

  const ofField = (node: FieldNode, parent: GraphQLCompositeType): number => {
    const type = isUnionType(parent) ? undefined : parent.getFields()[node.name.value]?.type;
    const named = getNamedType(type);
    if (type === undefined || !isCompositeType(named)) return 0;
    const children = ofSelections(node.selectionSet, named);
    if (parent === schema.getMutationType()) return MUTATION + children;
    if (named.name.endsWith('Connection')) return CONNECTION + sizeOf(node) * children;
    // Below a connection: `nodes` counts as the object, `edges` leaves that to its `node`.
    if (named.name.endsWith('Edge')) return children;
    const one = (isFree(named.name) ? 0 : 1) + children;
    return isListType(getNullableType(type)) && node.name.value !== 'nodes' ? sizeOf(node) * one : one;
  };

  const sizeOf = (node: FieldNode): number => {
    const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    return typeof given === 'number' ? given : 1;
  };

  const root = operation.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType();
  return root ? Math.max(1, ofSelections(operation.selectionSet, root)) : 0;
}

/** Cost of what was really returned, never above what was asked for. */
export function actualCost(data: unknown, operation: OperationDefinitionNode, requested: number): number {
  const base =
    operation.operation === OperationTypeNode.MUTATION ? MUTATION * operation.selectionSet.selections.length : 0;
  return Math.min(
    requested,
    base + Object.values((data as object | null) ?? {}).reduce((sum: number, one) => sum + count(one), 0),
  );
}

function count(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + count(one), 0);
  if (typeof value !== 'object' || value === null || 'shopMoney' in value || 'presentmentMoney' in value) return 0;
  const own = 'nodes' in value || 'edges' in value ? CONNECTION : 'hasNextPage' in value ? 0 : 1;
  return Object.values(value).reduce((sum: number, one) => sum + count(one), own);
}
