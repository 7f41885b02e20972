import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

/** Checking against three thousand types costs more than running: a client sends the same few documents again and again. */
const LARGEST = 500;
const checked = new WeakMap<GraphQLSchema, Map<string, Verdict>>();

type Verdict = DocumentNode | GraphQLError[];

/** The parsed document, or everything that the schema has against it. */
export function validDocument(schema: GraphQLSchema, text: string): Verdict {
  const known = checked.get(schema) ?? new Map<string, Verdict>();
  checked.set(schema, known);
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= LARGEST) known.clear();
  const verdict = check(schema, text);
  known.set(text, verdict);
  return verdict;
}

function check(schema: GraphQLSchema, text: string): Verdict {
  try {
    const document = parse(text);
    const errors = validate(schema, document);
    return errors.length > 0 ? [...errors] : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
