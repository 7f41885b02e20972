/** `gid://shopify/LineItem/123` and `123` name the same thing: RLM keeps what it was given, and compares the last part. */
export const sameExternalId = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.split('/').at(-1) === b.split('/').at(-1);
