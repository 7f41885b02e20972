/** Milliseconds that a Retry-After header asks for, given as seconds or as an HTTP date; undefined when it says nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // Only the form with a weekday: Date.parse would take almost any text with a number in it for a date.
  if (!/^[A-Z][a-z]{2},/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(at - now.getTime(), 0);
}
