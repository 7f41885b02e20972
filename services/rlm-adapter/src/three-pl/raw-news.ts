import { createHash } from 'node:crypto';
import { THREE_PL_POLL } from '../receipt-sources.js';
import type { RawNews } from './port.js';

/** A document of a list. The same content is the same news, however often the list shows it. */
export function polled(raw: unknown): RawNews {
  const body = Buffer.from(JSON.stringify(raw));
  const dedupeKey = `poll:${createHash('sha256').update(body).digest('hex')}`;
  return { source: THREE_PL_POLL, dedupeKey, body, headers: {} };
}
