import { ODataError } from './shape.js';

/** One token of a `$filter`. GUIDs, dates and times are unquoted literals (contracts/aims360.md §1.3). */
export type Token = {
  readonly kind: 'string' | 'guid' | 'instant' | 'date' | 'number' | 'name' | 'punctuation' | 'end';
  readonly text: string;
};

// Order matters: a GUID or a time may begin like a number.
const rules: readonly (readonly [Token['kind'], RegExp])[] = [
  ['string', /'(?:[^']|'')*'/y],
  ['guid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/iy],
  ['instant', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/iy],
  ['date', /\d{4}-\d{2}-\d{2}(?![\dT])/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w-])/y],
  ['name', /[A-Za-z_$@][\w.]*/y],
  ['punctuation', /[(),:/]/y],
];

const unquote = (text: string): string => text.slice(1, -1).replaceAll("''", "'");

const tokenAt = (source: string, at: number): { token: Token; next: number } => {
  for (const [kind, rule] of rules) {
    rule.lastIndex = at;
    const text = rule.exec(source)?.[0];
    if (text === undefined) continue;
    return { token: { kind, text: kind === 'string' ? unquote(text) : text }, next: at + text.length };
  }
  throw new ODataError(`Syntax error at position ${at} in '${source}'.`);
};

/** Splits a `$filter` into tokens, the last one of kind `end`. Throws `ODataError`. */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at += 1;
      continue;
    }
    const { token, next } = tokenAt(source, at);
    tokens.push(token);
    at = next;
  }
  return [...tokens, { kind: 'end', text: '' }];
};
