/** An answer as it came, read to its end. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** The body is a page for people: a proxy's, a login form, an outage. By its type or by how it begins. */
export function isPage({ headers, text }: RawAnswer): boolean {
  if (/\b(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '')) return true;
  return /^\uFEFF?\s*<(!doctype html|html)\b/i.test(text);
}
