import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../config/secret.js';

/** How a webhook is signed, and what came with it. */
export interface HmacCheck {
  algorithm: 'sha256';
  encoding: 'base64' | 'hex';
  /** One secret, or several while a vendor's secret is being rotated. */
  secret: Secret | readonly Secret[];
  rawBody: Buffer;
  /** The header as it came; undefined when it is missing. */
  signature: string | undefined;
}

/** True when the signature over the raw bytes was made with one of the secrets. Constant time; never throws. */
export function verifyHmac({ algorithm, encoding, secret, rawBody, signature }: HmacCheck): boolean {
  if (signature === undefined) return false;
  const secrets = 'reveal' in secret ? [secret] : secret;
  const given = Buffer.from(signature.trim());
  // Compared as text of one length: decoding base64 would forgive characters that the vendor never sends.
  const matches = secrets.filter((one) => {
    const expected = Buffer.from(createHmac(algorithm, one.reveal()).update(rawBody).digest(encoding));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return matches.length > 0;
}
