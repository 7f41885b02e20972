import type { Comparison, Expression } from './expression.js';
import type { Row } from './shape.js';

type Scope = ReadonlyMap<string, Row>;
type Scalar = string | number | boolean | null;

const rowsIn = (scope: Scope, path: readonly string[]): Row[] => {
  const children = scope.get(path[0] ?? '')?.[path[1] ?? ''];
  return Array.isArray(children) ? (children as Row[]) : [];
};

const scalar = (expression: Expression, scope: Scope): Scalar => {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind !== 'path') return test(expression, scope);
  const value = scope.get(expression.segments[0] ?? '')?.[expression.segments[1] ?? ''];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

const isTime = (expression: Expression): boolean =>
  expression.kind === 'literal' && (expression.type === 'instant' || expression.type === 'date');
const isGuid = (expression: Expression): boolean => expression.kind === 'literal' && expression.type === 'guid';

const comparable = (value: Scalar, asTime: boolean, asGuid: boolean): Scalar => {
  if (asTime && typeof value === 'string') return Date.parse(value);
  if (asGuid && typeof value === 'string') return value.toLowerCase();
  return value;
};

const holds = (operator: Comparison, left: Scalar, right: Scalar): boolean => {
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null) return false; // OData: an ordering with null is never true
  if (operator === 'gt') return left > right;
  if (operator === 'ge') return left >= right;
  if (operator === 'lt') return left < right;
  return left <= right;
};

const textHolds = (name: 'contains' | 'startswith' | 'endswith', left: string, right: string): boolean => {
  if (name === 'contains') return left.includes(right);
  return name === 'startswith' ? left.startsWith(right) : left.endsWith(right);
};

const test = (expression: Expression, scope: Scope): boolean => {
  switch (expression.kind) {
    case 'literal':
    case 'path':
      return scalar(expression, scope) === true;
    case 'not':
      return !test(expression.operand, scope);
    case 'and':
      return test(expression.left, scope) && test(expression.right, scope);
    case 'or':
      return test(expression.left, scope) || test(expression.right, scope);
    case 'any': {
      const { where, variable } = expression;
      const rows = rowsIn(scope, expression.path);
      return where === undefined
        ? rows.length > 0
        : rows.some((row) => test(where, new Map([...scope, [variable, row]])));
    }
    case 'compare': {
      const asTime = isTime(expression.left) || isTime(expression.right);
      const asGuid = isGuid(expression.left) || isGuid(expression.right);
      const left = comparable(scalar(expression.left, scope), asTime, asGuid);
      return holds(expression.operator, left, comparable(scalar(expression.right, scope), asTime, asGuid));
    }
    case 'call':
      return textHolds(
        expression.name,
        String(scalar(expression.left, scope) ?? ''),
        String(scalar(expression.right, scope) ?? ''),
      );
  }
};

/** Whether a row passes a bound filter. */
export const matches = (filter: Expression, row: Row): boolean => test(filter, new Map([['', row]]));
