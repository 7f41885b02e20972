/** `$filter` as a tree. Paths are as typed until `bind` gives them their canonical names and types. */
export type Expression =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly value: string | number | boolean | null }
  | { readonly kind: 'path'; readonly segments: readonly string[] }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'any'; readonly path: readonly string[]; readonly variable: string; readonly where?: Expression }
  | { readonly kind: 'call'; readonly name: TextFunction; readonly left: Expression; readonly right: Expression };

export type LiteralType = 'string' | 'guid' | 'instant' | 'date' | 'number' | 'boolean' | 'null';
export const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof comparisons)[number];
export const textFunctions = ['contains', 'startswith', 'endswith'] as const;
export type TextFunction = (typeof textFunctions)[number];
