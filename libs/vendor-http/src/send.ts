import type { RawAnswer } from './answer.js';
import { withDeadline } from './deadline.js';
import { readBody } from './read-body.js';

/** One request, ready to go. */
export interface Outgoing {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

export interface SendLimits {
  timeoutMs: number;
  maxBodyBytes: number;
  redirectOrigins: readonly string[];
  signal: AbortSignal | undefined;
}

const MOST_REDIRECTS = 3;

/** One exchange: the request, redirects to listed origins, the whole answer. Throws what fetch throws. */
export function send(request: Outgoing, limits: SendLimits): Promise<RawAnswer> {
  return withDeadline(limits.timeoutMs, limits.signal, async (signal) => {
    let current = request;
    for (let redirects = 0; ; redirects += 1) {
      const response = await fetchOnce(current, signal);
      const next = redirects < MOST_REDIRECTS ? redirectOf(current, response, limits.redirectOrigins) : undefined;
      if (next === undefined) return answerOf(response, limits.maxBodyBytes);
      await response.body?.cancel();
      current = next;
    }
  });
}

function fetchOnce({ method, url, headers, body }: Outgoing, signal: AbortSignal): Promise<Response> {
  const init: RequestInit = { method, headers, signal, redirect: 'manual' };
  return fetch(url.href, body === undefined ? init : { ...init, body });
}

async function answerOf(response: Response, limit: number): Promise<RawAnswer> {
  const text = await readBody(response, limit);
  return { status: response.status, headers: Object.fromEntries(response.headers), text };
}

/** Only a GET, only to a listed origin; our headers, and with them the key, stay behind when the origin changes. */
function redirectOf(from: Outgoing, response: Response, origins: readonly string[]): Outgoing | undefined {
  const location = response.headers.get('location');
  if (from.method !== 'GET' || response.status < 300 || response.status >= 400 || location === null) return undefined;
  if (!URL.canParse(location, from.url.href)) return undefined;
  const url = new URL(location, from.url);
  if (!origins.includes(url.origin)) return undefined;
  return { method: 'GET', url, headers: url.origin === from.url.origin ? from.headers : {} };
}
