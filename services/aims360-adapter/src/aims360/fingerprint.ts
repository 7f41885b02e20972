import { createHash } from 'node:crypto';

/** Tells one row or reading from another: its text would take the memory that a whole account has. */
export const fingerprint = (what: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(what) ?? '')
    .digest('base64');
