import {
  coerceInputValue,
  isInputType,
  isNonNullType,
  print,
  typeFromAST,
  valueFromAST,
  type GraphQLFormattedError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

interface Problem {
  path: (string | number)[];
  explanation: string;
}

/** The refusal of bad variables: one error per variable, with its value and every problem in it. */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Record<string, unknown>,
): GraphQLFormattedError[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (type === undefined || !isInputType(type)) return [];
    if (!(name in given)) {
      const hasDefault = definition.defaultValue && valueFromAST(definition.defaultValue, type) !== undefined;
      if (hasDefault === true || !isNonNullType(type)) return [];
    }
    const value = given[name] ?? null;
    const problems = problemsOf(value, type);
    const [first] = problems;
    if (first === undefined) return [];
    const where = first.path.length === 0 ? '' : ` for ${first.path.join('.')}`;
    return [
      {
        message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${where} (${first.explanation})`,
        locations: definition.loc
          ? [{ line: definition.loc.startToken.line, column: definition.loc.startToken.column }]
          : [],
        extensions: { code: 'INVALID_VARIABLE', value, problems },
      },
    ];
  });
}

function problemsOf(value: unknown, type: GraphQLInputType): Problem[] {
  const problems: Problem[] = [];
  coerceInputValue(value, type, (path, _invalid, error) => problems.push(problem([...path], error.message)));
  return problems;
}

function problem(path: (string | number)[], message: string): Problem {
  const unknown = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(message);
  if (unknown !== null) {
    const [, field = '', type = ''] = unknown;
    return { path: [...path, field], explanation: `Field is not defined on ${type}` };
  }
  const missing = /^Field "(\w+)" of required type/.exec(message)?.[1];
  if (missing !== undefined) return { path: [...path, missing], explanation: 'Expected value to not be null' };
  return { path, explanation: message.startsWith('Expected non-nullable') ? 'Expected value to not be null' : message };
}
