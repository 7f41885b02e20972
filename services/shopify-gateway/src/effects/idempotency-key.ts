import { createHash } from 'node:crypto';

/** Our namespace for UUIDs of version 5. Changing it would make every open call look new to the shop. */
const NAMESPACE = Buffer.from('9c1f2f0e6b7a5d3c8e4fb1a2d3c4e5f6', 'hex');

/**
 * The shop's idempotency key for one try of an effect: a UUID of version 5, so that the same try has the same key also after a
 * crash. A try that was refused uses its key up, hence the number.
 */
export function idempotencyKey(effectKey: string, attempt: number): string {
  const name = attempt === 1 ? effectKey : `${effectKey}#${attempt}`;
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
