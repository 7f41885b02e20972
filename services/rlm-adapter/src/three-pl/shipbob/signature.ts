import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '@backhaul/service-kit';

/** How far their clock and ours may differ, and how late a repeated delivery of one signature may come. */
const TOLERANCE_MS = 5 * 60_000;

/** What came with a webhook. */
export interface Signed {
  readonly id: string | undefined;
  /** Seconds since 1970. */
  readonly timestamp: string | undefined;
  /** `v1,` and base64; several, with spaces between, while a secret is rotated. */
  readonly signature: string | undefined;
  readonly rawBody: Buffer;
}

/** True when ShipBob signed these very bytes, under this id, just now (contracts/rlm-and-3pl.md §4.2). Constant time; never throws. */
export function isSigned(
  { id, timestamp, signature, rawBody }: Signed,
  secrets: readonly Secret[],
  now: Date,
): boolean {
  if (id === undefined || timestamp === undefined || signature === undefined) return false;
  if (!(Math.abs(Number(timestamp) * 1000 - now.getTime()) <= TOLERANCE_MS)) return false;
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), rawBody]);
  const given = signature.split(' ').filter((part) => part.startsWith('v1,'));
  return secrets.some((secret) => {
    const expected = Buffer.from(`v1,${createHmac('sha256', keyOf(secret)).update(content).digest('base64')}`);
    return given.some((part) => part.length === expected.length && timingSafeEqual(Buffer.from(part), expected));
  });
}

/** A secret as the portal shows it: `whsec_` and base64. Any other is taken as it is. */
function keyOf(secret: Secret): Buffer {
  const text = secret.reveal();
  return text.startsWith('whsec_') ? Buffer.from(text.slice('whsec_'.length), 'base64') : Buffer.from(text);
}
