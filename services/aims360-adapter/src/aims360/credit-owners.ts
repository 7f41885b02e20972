import type { z } from 'zod';
import { creditDocument, rmaOfCredit } from './documents.js';
import { literal, matching } from './odata.js';
import { Recent } from './recent.js';
import type { Session } from './session.js';

/** Far more than what changes within an overlap. */
const KEPT = 5_000;

/** The RMA of a credit memo. */
export interface CreditOwner {
  readonly rmaNumber: string;
  /** Null on one that was made without a return. */
  readonly externalReturnId: string | null;
}

/** Whose a credit memo is, and which memo a transaction is: neither stands on the rows that refer to them. It never changes. */
export class CreditOwners {
  readonly #owners = new Recent<CreditOwner>(KEPT);
  readonly #documents = new Recent<string>(KEPT);

  constructor(
    private readonly http: Session,
    private readonly customerAccount: string,
  ) {}

  /** By the numbers of credit memos. What has no RMA is left out. */
  async ownersOf(creditMemos: readonly string[], signal?: AbortSignal): Promise<Map<string, CreditOwner>> {
    const tests = (those: readonly string[]) => those.map((one) => `creditMemo eq ${literal(one)}`);
    return known(creditMemos, this.#owners, async (those) => {
      const rows = await this.#rows('/returns/v1.0/rmas', rmaOfCredit, tests(those), signal);
      return rows.map(({ creditMemo, rma: rmaNumber, thirdPartyReturnID }): [string, CreditOwner] => [
        creditMemo,
        { rmaNumber, externalReturnId: thirdPartyReturnID ?? null },
      ]);
    });
  }

  /** Numbers of credit memos by the ids of their transactions. */
  async documentsOf(transactionIds: readonly string[], signal?: AbortSignal): Promise<Map<string, string>> {
    const path = '/accountsreceivable/v1.0/transactions';
    const tests = (those: readonly string[]) => those.map((one) => `transactionID eq ${one}`);
    return known(transactionIds, this.#documents, async (those) => {
      const rows = await this.#rows(path, creditDocument, tests(those), signal);
      return rows.map(({ transactionID, document }): [string, string] => [transactionID, document]);
    });
  }

  #rows<T>(path: string, schema: z.ZodType<T>, tests: readonly string[], signal?: AbortSignal): Promise<T[]> {
    const always = `customerAccount eq ${literal(this.customerAccount)}`;
    return matching(this.http, path, schema, { always, tests, each: 1 }, signal);
  }
}

/** What is not known yet is asked for. */
async function known<V>(
  keys: readonly string[],
  recent: Recent<V>,
  ask: (those: readonly string[]) => Promise<[string, V][]>,
): Promise<Map<string, V>> {
  const answers = new Map<string, V>();
  const open = [...new Set(keys)].filter((key) => {
    const value = recent.get(key);
    if (value !== undefined) answers.set(key, value);
    return value === undefined;
  });
  for (const [key, value] of await ask(open)) {
    recent.keep(key, value);
    answers.set(key, value);
  }
  return answers;
}
