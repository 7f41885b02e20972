import { z } from 'zod';
import { THREE_PL_EDI } from '../../../receipt-sources.js';
import type { MessageAnswer, RawNews } from '../../port.js';
import type { SentMessage } from './sent-messages.js';

const headers = z.object({
  message: z.string(),
  attempt: z.coerce.number(),
  ra: z.string(),
  document: z.string(),
  sent: z.string(),
});

/** Which message of ours a 997 answers, as it goes with the 997 into the intake. */
export function answerHeaders({ key, attempt, raNumber, set, fileName }: SentMessage): Record<string, string> {
  return { message: key, attempt: String(attempt), ra: raNumber ?? '', document: set.id, sent: fileName };
}

/** The message that news is about; null for other news. */
export function messageIn(raw: Record<string, string>): Omit<MessageAnswer, 'outcome' | 'reasons'> | null {
  const { data } = headers.safeParse(raw);
  if (data === undefined) return null;
  const { message, attempt, ra, document, sent } = data;
  return { messageKey: message, attempt, raNumber: ra || null, document, fileName: sent };
}

/** Nobody answered in time. */
export function silence(message: SentMessage, hours: number): RawNews {
  const body = Buffer.from(`No 997 for ${message.fileName} within ${hours} hours.`);
  const dedupeKey = `silence:${message.key}:${message.attempt}`;
  return { source: THREE_PL_EDI, dedupeKey, body, headers: { ...answerHeaders(message), outcome: 'missing' } };
}
