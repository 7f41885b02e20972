import { notUnderstood } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { ActionAnswer } from './port.js';

const problem = z.object({ message: z.string().nullish(), code: z.string().nullish() });
/** The several error envelopes, most of them with HTTP 200 (contracts/loop.md §6). */
const refusal = z
  .object({ errors: z.unknown(), error: z.unknown(), message: z.string().nullish() })
  .partial()
  .refine((body) => 'errors' in body || 'error' in body || typeof body.message === 'string');

/** Judges an action by its body, never by its status: `true` (or "true") means taken on. */
export function readAction(body: unknown): ActionAnswer {
  if (body === true || body === 'true') return { accepted: true };
  const parsed = refusal.safeParse(body);
  if (!parsed.success) throw notUnderstood('Loop', 'Loop neither took the action on nor refused it');
  const { errors, error, message } = parsed.data;
  const details = problem.safeParse(errors ?? error ?? { message });
  const found = details.success ? details.data : {};
  return {
    accepted: false,
    code: found.code ?? 'REFUSED',
    reason: found.message ?? message ?? JSON.stringify(errors ?? error),
  };
}

/** The return inside the envelope: one object, an array, or a 200 that says that there is none. */
export function readDetails(body: unknown): unknown {
  const document: unknown = Array.isArray(body) ? body[0] : body;
  if (document === undefined || document === null) return null;
  const missing = z.object({ error: z.object({ message: z.string() }) }).safeParse(document);
  return missing.success ? null : document;
}

const note = z.object({ content: z.string() });

/** Notes as a bare array or inside an envelope; none at all is a 422 with the body `false`. */
export function readNotes(body: unknown): string[] {
  const list = z.union([z.array(note), z.object({ notes: z.array(note) }).transform(({ notes }) => notes)]);
  const parsed = list.safeParse(body);
  if (!parsed.success) throw notUnderstood('Loop', 'the notes that Loop shows do not fit its contract');
  return parsed.data.map(({ content }) => content);
}
