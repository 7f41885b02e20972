/** What a type or field asks of an app. */
export interface Access {
  /** Shopify's own words. */
  readonly note: string;
  /** Any one of these opens it. */
  readonly scopes: readonly string[];
}

/**
 * Reads an access note of the official schema: "`read_orders` access scope or `read_marketplace_orders` access scope. Also: …".
 * The note of `refundCreate` says just `orders`. Undefined when no scope is asked for; what a user needs beside it is no matter
 * for an app.
 */
export function accessOf(note: string | null | undefined, changes: boolean): Access | undefined {
  if (!note) return undefined;
  const [first = ''] = note.split(' Also:');
  const scopes = [...first.matchAll(/`(\w+)`/g)].map(([, scope = '']) =>
    /^(read|write)_/.test(scope) ? scope : `${changes ? 'write' : 'read'}_${scope}`,
  );
  return scopes.length === 0 ? undefined : { note: first.trim(), scopes };
}
