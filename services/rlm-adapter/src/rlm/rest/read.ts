import { notUnderstood, type VendorClient } from '@backhaul/vendor-http';
import type { z } from 'zod';
import { reading, type VendorCall } from '../../vendor-call.js';
import { list } from './documents.js';

/** Parses an answer. @throws VendorError VENDOR_NOT_UNDERSTOOD when it does not fit the contract */
export function readAs<T>(what: string, schema: z.ZodType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
  throw notUnderstood('RLM', `${what} does not fit its contract`, details);
}

/** Every item of a list. */
export async function all<T>(...list: Parameters<typeof pages<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages(...list)) items.push(...page);
  return items;
}

/** A list, page by page. */
export async function* pages<T>(
  http: VendorClient,
  path: string,
  schema: z.ZodType<T>,
  query: Record<string, string>,
  call: Omit<VendorCall, 'key'>,
): AsyncIterable<T[]> {
  for (let cursor: string | undefined; ;) {
    const answer = await http.get(path, { query: { ...query, limit: 500, cursor }, ...reading(call) });
    const page = readAs(path, list(schema), answer.json());
    yield page.items;
    if (page.next_cursor === null) return;
    if (page.next_cursor === cursor) throw notUnderstood('RLM', `${path} goes on with the same page`);
    cursor = page.next_cursor;
  }
}
