/** Text or a number; text is skipped, so that digits inside of it stay as they are. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const longInteger = /^-?\d{16,}$/;

/**
 * JSON with ids beyond 2^53 intact: they become text, because a double would round them to another order's id
 * (contracts/shopify.md §2). Throws what `JSON.parse` throws.
 */
export function parseWithBigIds(text: string): unknown {
  return JSON.parse(text.replace(tokens, (token) => (longInteger.test(token) ? `"${token}"` : token)));
}
