import {
  getNamedType,
  getNullableType,
  isListType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;
const LONGEST_BYTES = 65_535;

/** Why a valid query cannot be run in bulk; undefined when it can. */
export function bulkRefusal(schema: GraphQLSchema, document: DocumentNode, text: string): string | undefined {
  if (Buffer.byteLength(text) > LONGEST_BYTES) return `The query is too long: at most ${LONGEST_BYTES} bytes.`;
  const { count, deepest, inList } = connectionsOf(schema, document);
  if (count === 0) return 'Bulk queries must contain at least one connection.';
  if (inList) return 'Queries that contain a connection field within a list field are not currently supported.';
  if (count > MOST_CONNECTIONS) return `Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`;
  if (deepest > DEEPEST) return `Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST}.`;
  return undefined;
}

interface Connections {
  count: number;
  deepest: number;
  inList: boolean;
}

function connectionsOf(schema: GraphQLSchema, document: DocumentNode): Connections {
  const types = new TypeInfo(schema);
  const path: ('connection' | 'list' | 'other')[] = [];
  const found: Connections = { count: 0, deepest: 0, inList: false };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter() {
          path.push(kindOf(types));
          if (path.at(-1) !== 'connection') return;
          found.count += 1;
          found.deepest = Math.max(found.deepest, path.filter((kind) => kind === 'connection').length);
          found.inList ||= path.includes('list');
        },
        leave: () => void path.pop(),
      },
    }),
  );
  return found;
}

/** The lists of a connection itself are no list in this sense. */
function kindOf(types: TypeInfo): 'connection' | 'list' | 'other' {
  const type = types.getType();
  if (type && getNamedType(type).name.endsWith('Connection')) return 'connection';
  const ofConnection = types.getParentType()?.name.endsWith('Connection') === true;
  return type && isListType(getNullableType(type)) && !ofConnection ? 'list' : 'other';
}
