import { notUnderstood } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { ActionAnswer } from './port.js';
import { id } from './values.js';

const problem = z.object({ message: z.string().nullish(), code: z.string().nullish() });
const problems = z.union([
  z.string().transform((message): z.infer<typeof problem> => ({ message })),
  problem,
  z.array(problem).transform(([first]): z.infer<typeof problem> => first ?? {}),
]);
/** The several error envelopes, most of them with HTTP 200 (contracts/loop.md §6). */
const refusal = z.object({ errors: problems, error: problems, message: z.string() }).partial();

/** It says that something broke, not that the action was refused: it may have been taken on before that. */
const UNCERTAIN = 'UNEXPECTED_ERROR';

/**
 * Judges an action by its body, never by its status: `true` (or "true") means taken on. What is not surely a refusal is none: a person
 * who acts on a refusal must not act beside an action that is under way.
 * @throws VendorError VENDOR_NOT_UNDERSTOOD, of which nobody knows whether it was applied
 */
export function readAction(status: number, body: unknown): ActionAnswer {
  if (body === true || body === 'true') return { accepted: true };
  const { errors, error, message } = refusal.safeParse(body).data ?? {};
  // A bare message is a refusal only when the status says so as well.
  const envelopes = [errors, error, status >= 400 ? { message, code: null } : undefined];
  const found = envelopes.find((one) => typeof one?.message === 'string' || typeof one?.code === 'string');
  if (found === undefined || found.code === UNCERTAIN) {
    throw notUnderstood('Loop', 'Loop neither took the action on nor refused it', { status });
  }
  return { accepted: false, code: found.code ?? 'REFUSED', reason: found.message ?? 'no reason given' };
}

const missing = z.object({ error: z.object({ message: z.string() }) });

/** The return inside the envelope: one object, an array of them, or a 200 that says that there is none. */
export function readDetails(body: unknown, externalReturnId: string): unknown {
  const documents: unknown[] = Array.isArray(body) ? body : [body];
  if (documents.length === 0 || missing.safeParse(documents[0]).success) return null;
  const wanted = documents.find((document) => idOf(document) === externalReturnId);
  if (wanted !== undefined) return wanted;
  throw notUnderstood('Loop', `Loop was asked for return ${externalReturnId} and shows something else`);
}

const idOf = (document: unknown): string | undefined => z.object({ id }).safeParse(document).data?.id;

const note = z.object({ content: z.string() });
const list = z.union([z.array(note), z.object({ notes: z.array(note) }).transform(({ notes }) => notes)]);

/** Texts of the notes, a bare array or inside an envelope; none at all is a 422 with the body `false`. */
export function readNotes(status: number, body: unknown): string[] {
  if (status === 422 && body === false) return [];
  const parsed = list.safeParse(body);
  if (status === 200 && parsed.success) return parsed.data.map(({ content }) => content);
  throw notUnderstood('Loop', 'the notes that Loop shows do not fit its contract', { status });
}
