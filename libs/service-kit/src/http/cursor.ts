import { z } from 'zod';

/** Where a page ended: the sort key of its last row. */
export interface Cursor {
  readonly at: string;
  readonly id: string;
}

const inside = z.tuple([z.iso.datetime(), z.string().min(1).max(400)]);

/** Opaque to callers; only this file knows what it holds. */
export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** The `next` of the page before. Anything else is a 400. */
export const cursorParameter = z
  .string()
  .max(1000)
  .transform((text, ctx): Cursor => {
    const parsed = inside.safeParse(contentOf(text));
    if (parsed.success) return { at: parsed.data[0], id: parsed.data[1] };
    ctx.issues.push({ code: 'custom', message: 'expected the `next` of the page before, unchanged', input: text });
    return z.NEVER;
  });

function contentOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
