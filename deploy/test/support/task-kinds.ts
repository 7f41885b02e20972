import ts from 'typescript';

/** Every kind has two words or more; one word beside a title is something else, such as a column of a table. */
const KIND = /^[a-z]+(-[a-z0-9]+)+$/;

/**
 * Kinds of the tasks that a source opens, sorted. A task is an object with a `title` and a `kind`; a refusal that becomes one is a
 * `PersonNeeded`. The kind may stand there, come from a choice, or from a table of the same file; where it is one of many, the titles
 * stand in a table under their kinds.
 */
export function taskKindsIn(source: string): string[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ESNext, true);
  const declared = initializersIn(file);
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const kind = kindOf(node);
    const texts = kind === undefined ? [] : textsOf(kind, declared, new Set()).filter((text) => KIND.test(text));
    const named = kind === undefined || texts.length > 0 ? [] : namesOf(titleOf(node), declared, new Set());
    for (const text of [...texts, ...named]) found.add(text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found].sort();
}

/** The expression that says the kind, where a node opens a task. */
function kindOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isObjectLiteralExpression(node)) {
    return valueOf(node, 'title') === undefined ? undefined : valueOf(node, 'kind');
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'PersonNeeded') return node.arguments?.[0];
  return undefined;
}

const titleOf = (node: ts.Node): ts.Expression | undefined =>
  ts.isObjectLiteralExpression(node) ? valueOf(node, 'title') : undefined;

/** Under which names the tables of an expression have their entries. */
function namesOf(expression: ts.Expression | undefined, declared: Declared, seen: Set<string>): string[] {
  if (expression === undefined) return [];
  if (ts.isElementAccessExpression(expression)) {
    const tables = declared.get(expression.expression.getText()) ?? [];
    return tables.flatMap((table) =>
      ts.isObjectLiteralExpression(table) ? table.properties.flatMap(({ name }) => nameIn(name)) : [],
    );
  }
  if (ts.isIdentifier(expression)) {
    if (seen.has(expression.text)) return [];
    seen.add(expression.text);
    return (declared.get(expression.text) ?? []).flatMap((initializer) => namesOf(initializer, declared, seen));
  }
  const found: string[] = [];
  ts.forEachChild(expression, (child) => {
    if (ts.isExpression(child)) found.push(...namesOf(child, declared, seen));
  });
  return found;
}

const nameIn = (name: ts.PropertyName | undefined): string[] =>
  name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? [name.text] : [];

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find((one) => one.name?.getText() === name);
  if (property === undefined) return undefined;
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

type Declared = ReadonlyMap<string, readonly ts.Expression[]>;

/** What the names of a file are set to; those of a pattern, to what it takes apart. */
function initializersIn(file: ts.SourceFile): Declared {
  const declared = new Map<string, ts.Expression[]>();
  const note = (name: ts.BindingName, initializer: ts.Expression): void => {
    if (ts.isIdentifier(name)) declared.set(name.text, [...(declared.get(name.text) ?? []), initializer]);
    else for (const part of name.elements) if (ts.isBindingElement(part)) note(part.name, initializer);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) note(node.name, node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return declared;
}

/** Every text that an expression may come to. What is not said in the file, such as a parameter, yields none. */
function textsOf(expression: ts.Expression, declared: Declared, seen: Set<string>): string[] {
  const all = (parts: readonly ts.Expression[]): string[] => parts.flatMap((part) => textsOf(part, declared, seen));
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression)) return all([expression.whenTrue, expression.whenFalse]);
  if (ts.isBinaryExpression(expression)) return all([expression.left, expression.right]);
  if (ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression)) {
    return all([expression.expression]);
  }
  if (ts.isAsExpression(expression) || ts.isParenthesizedExpression(expression)) return all([expression.expression]);
  if (ts.isObjectLiteralExpression(expression)) {
    const kind = valueOf(expression, 'kind');
    if (kind !== undefined) return all([kind]);
    return all(
      expression.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? property.initializer : [])),
    );
  }
  if (!ts.isIdentifier(expression) || seen.has(expression.text)) return [];
  seen.add(expression.text);
  return all(declared.get(expression.text) ?? []);
}
