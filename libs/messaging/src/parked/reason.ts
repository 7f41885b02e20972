import { codeOf, messageOf } from '../support/error-facts.js';

/** Why something was parked: a code to branch on and a line to read. */
export interface Reason {
  code: string;
  text: string;
}

const LONGEST = 2000;

export function reasonOf(error: unknown): Reason {
  const name = error instanceof Error ? error.name : 'UNKNOWN';
  return { code: codeOf(error) ?? name, text: `${messageOf(error)}${detailsOf(error)}`.slice(0, LONGEST) };
}

export const behindParked: Reason = {
  code: 'BEHIND_PARKED',
  text: 'waits behind an earlier message of this key that is parked',
};

function detailsOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('details' in error) || error.details === undefined) return '';
  return `: ${JSON.stringify(error.details)}`;
}
