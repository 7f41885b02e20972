import type { Response } from 'express';

/** Named stable versions that differ in what is simulated. */
export type ApiVersion = '2026-07' | '2026-10';

/** What may stand in the URL. */
export const VERSION_NAMES = ['v1', '2026-07', '2026-10', 'latest'];

/** On this day `latest` moves to 2026-10 (contracts/loop.md §1.1). */
const LATEST_MOVES = Date.parse('2026-10-29T00:00:00Z');

/** The version behind a name in the URL; `v1` is the oldest. */
export function versionOf(name: string, now: Date): ApiVersion {
  if (name === 'latest') return now.getTime() < LATEST_MOVES ? '2026-07' : '2026-10';
  return name === '2026-10' ? '2026-10' : '2026-07';
}

/** Keeps the version for the routes behind. */
export const setVersion = (response: Response, version: ApiVersion): void =>
  void ((response.locals as { version?: ApiVersion }).version = version);

/** The version that was asked for. */
export const versionIn = (response: Response): ApiVersion =>
  (response.locals as { version?: ApiVersion }).version ?? '2026-07';
