/** What an order shows of itself, as far as that may say that it is the exchange order of another one. */
export interface Appearance {
  readonly orderName: string;
  readonly tags: readonly string[];
  readonly note: string | null;
  readonly attributes: readonly { readonly key: string; readonly value: string | null }[];
}

/** How this merchant's Loop marks exchange orders: both texts are settings in Loop (contracts/shopify.md §6 A). */
export interface ExchangeMarks {
  /** What stands before the original's number in the name: `EXC-`. */
  readonly prefixes: readonly string[];
  /** Tags of an exchange order; `{number}` stands for the original's number. */
  readonly tags: readonly string[];
}

/** Marks name the original by its name, `#NF-20418`, or by its number alone, `20418`: both mean the same order. */
export const meanTheSame = (left: string, right: string): boolean =>
  left === right || isNumberOf(left, right) || isNumberOf(right, left);

/** Whether the name ends in exactly this number. */
export const isNumberOf = (number: string, name: string): boolean => numberOf(name) === number && name !== number;

/** The number at the end of a bare name; the name itself when it ends in none. */
export const numberOf = (name: string): string => /\d+$/.exec(name)?.[0] ?? name;

/** `#20418`, `20418` and ` 20418` are one name. */
export const bareName = (name: string): string => name.trim().replace(/^#/, '').toUpperCase();
