import { bindFilter } from './bind.js';
import type { Expression } from './expression.js';
import { parseFilter } from './parser.js';
import { ODataError, childNamed, fieldNamed } from './shape.js';
import type { EntityShape } from './shape.js';

/** What one level of a query asks for: rows (`filter`, `orderBy`, `skip`, `top`) and columns (`select`, `expand`). */
export interface Options {
  readonly filter?: Expression;
  readonly select?: readonly string[];
  readonly expand: readonly { readonly child: string; readonly shape: EntityShape; readonly options: Options }[];
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
  readonly skip: number;
  readonly top?: number;
  readonly count: boolean;
}

/** Splits at `separator`, but not inside brackets or quotes: `a($filter=x eq 'b,c'),d` has two parts. */
export const splitOutside = (source: string, separator: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = '';
  for (const character of source) {
    if (character === "'") quoted = !quoted;
    if (!quoted && character === '(') depth += 1;
    if (!quoted && character === ')') depth -= 1;
    if (character === separator && depth === 0 && !quoted) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part].map((text) => text.trim()).filter((text) => text !== '');
};

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d+$/.test(text)) throw new ODataError(`Invalid value '${text}' for $${name} query option found.`);
  return Number(text);
};

const readOrderBy = (text: string, shape: EntityShape): Options['orderBy'] =>
  splitOutside(text, ',').map((part) => {
    const [field = '', direction = 'asc'] = part.split(/\s+/);
    if (direction !== 'asc' && direction !== 'desc') throw new ODataError(`Syntax error in $orderby '${part}'.`);
    return { field: fieldNamed(shape, field), descending: direction === 'desc' };
  });

const nestedOptions = (text: string): [string, string][] =>
  splitOutside(text, ';').map((part) => {
    const equals = part.indexOf('=');
    if (equals < 0) throw new ODataError(`Syntax error in $expand option '${part}'.`);
    return [part.slice(0, equals).trim(), part.slice(equals + 1)];
  });

const readExpand = (text: string, shape: EntityShape): Options['expand'] =>
  splitOutside(text, ',').map((part) => {
    const nested = /^([\w]+)\s*(?:\((.*)\))?$/s.exec(part);
    if (nested === null) throw new ODataError(`Syntax error in $expand '${part}'.`);
    const [child, childShape] = childNamed(shape, nested[1] ?? '');
    return { child, shape: childShape, options: readOptions(nestedOptions(nested[2] ?? ''), childShape) };
  });

/** Reads `$`-options, names in any case. An unknown `$`-option is refused; others are not OData's. Throws `ODataError`. */
export const readOptions = (pairs: readonly (readonly [string, string])[], shape: EntityShape): Options => {
  const known = ['$filter', '$select', '$expand', '$orderby', '$skip', '$top', '$count'];
  const given = new Map(pairs.map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of given.keys()) {
    if (name.startsWith('$') && !known.includes(name))
      throw new ODataError(`The query parameter '${name}' is not supported.`, 'UnsupportedQueryParameter');
  }
  const filter = given.get('$filter');
  const select = given.get('$select');
  const top = given.get('$top');
  return {
    ...(filter === undefined ? {} : { filter: bindFilter(parseFilter(filter), shape) }),
    ...(select === undefined || select.trim() === '*'
      ? {}
      : { select: splitOutside(select, ',').map((name) => fieldNamed(shape, name)) }),
    expand: readExpand(given.get('$expand') ?? '', shape),
    orderBy: readOrderBy(given.get('$orderby') ?? '', shape),
    skip: wholeNumber('skip', given.get('$skip') ?? '0'),
    ...(top === undefined ? {} : { top: wholeNumber('top', top) }),
    count: given.get('$count') === 'true',
  };
};
