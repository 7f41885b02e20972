import type { Expression, LiteralType } from './expression.js';
import { ODataError, childNamed, fieldNamed } from './shape.js';
import type { EdmType, EntityShape } from './shape.js';

type Scope = ReadonlyMap<string, EntityShape>;
const ROOT = '';

const families: Readonly<Record<EdmType, readonly LiteralType[]>> = {
  'Edm.String': ['string'],
  'Edm.Guid': ['guid'],
  'Edm.Date': ['date', 'instant'],
  'Edm.DateTimeOffset': ['instant', 'date'],
  'Edm.Int32': ['number'],
  'Edm.Decimal': ['number'],
  'Edm.Boolean': ['boolean'],
  Complex: [],
};

const shapeOf = (scope: Scope, variable: string): EntityShape => {
  const shape = scope.get(variable);
  if (shape === undefined) throw new ODataError(`Unknown range variable '${variable}'.`);
  return shape;
};

/** A first segment that is a range variable belongs to it; anything else to the row itself. */
const split = (scope: Scope, segments: readonly string[]): [variable: string, rest: readonly string[]] => {
  const [first = '', ...rest] = segments;
  return scope.has(first) && first !== ROOT && rest.length > 0 ? [first, rest] : [ROOT, segments];
};

const bindPath = (segments: readonly string[], scope: Scope): { expression: Expression; type: EdmType } => {
  const [variable, rest] = split(scope, segments);
  const [asked = '', ...deeper] = rest;
  const shape = shapeOf(scope, variable);
  if (deeper.length > 0) throw new ODataError(`The path '${segments.join('/')}' is not supported in $filter.`);
  const field = fieldNamed(shape, asked);
  return { expression: { kind: 'path', segments: [variable, field] }, type: shape.fields[field] ?? 'Complex' };
};

const bindAny = (expression: Extract<Expression, { kind: 'any' }>, scope: Scope): Expression => {
  const [variable, rest] = split(scope, expression.path);
  const [name, child] = childNamed(shapeOf(scope, variable), rest[0] ?? '');
  const path = [variable, name];
  if (expression.where === undefined) return { kind: 'any', path, variable: '' };
  const inner = new Map([...scope, [expression.variable, child]]);
  return { kind: 'any', path, variable: expression.variable, where: bind(expression.where, inner) };
};

const literalTypeMisfit = (left: Expression, right: Expression, scope: Scope): string | undefined => {
  const [path, literal] = left.kind === 'path' ? [left, right] : [right, left];
  if (path.kind !== 'path' || literal.kind !== 'literal' || literal.type === 'null') return undefined;
  const type = bindPath(path.segments, scope).type;
  return families[type].includes(literal.type) ? undefined : `'${type}' and ${literal.type} ${String(literal.value)}`;
};

const bind = (expression: Expression, scope: Scope): Expression => {
  switch (expression.kind) {
    case 'literal':
      return expression;
    case 'path':
      return bindPath(expression.segments, scope).expression;
    case 'any':
      return bindAny(expression, scope);
    case 'not':
      return { kind: 'not', operand: bind(expression.operand, scope) };
    case 'compare': {
      // A quoted GUID or an unquoted order number is the classic client mistake: say so instead of matching nothing.
      const misfit = literalTypeMisfit(expression.left, expression.right, scope);
      if (misfit !== undefined)
        throw new ODataError(`A binary operator with incompatible types was detected: ${misfit}.`);
      return { ...expression, left: bind(expression.left, scope), right: bind(expression.right, scope) };
    }
    case 'and':
    case 'or':
    case 'call':
      return { ...expression, left: bind(expression.left, scope), right: bind(expression.right, scope) };
  }
};

/** Gives every path its canonical name and checks literal types, so that a wrong query is refused even on no rows. */
export const bindFilter = (expression: Expression, shape: EntityShape): Expression =>
  bind(expression, new Map([[ROOT, shape]]));
