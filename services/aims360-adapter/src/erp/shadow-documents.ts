import type { ComparedDocument, Period } from '@backhaul/erp-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { adjustmentsOnCredit } from '../aims360-rma/offset/pairing.js';
import { partOfReference, referenceOf } from '../aims360-rma/offset/purposes.js';
import { signed } from '../aims360-rma/offset/adjustment.js';
import { settle } from '../aims360-rma/offset/settlement.js';
import type { Requested, Rma } from '../aims360-rma/state.js';
import { rmas } from '../rmas.js';

/** Both sides of a comparison. */
export interface Documents {
  readonly ours: readonly ComparedDocument[];
  readonly theirs: readonly ComparedDocument[];
}

/** The documents of returns as they stand in AIMS360, beside those that we would have made. */
@Injectable()
export class ShadowDocuments {
  constructor(private readonly pool: Pool) {}

  /** Of the returns that were submitted in the period. Read one by one: a period may hold many. */
  async of(merchantId: string, { from, to }: Period): Promise<Documents> {
    const { rows } = await this.pool.query<{ return_id: string }>(
      `SELECT return_id FROM aims360.rma WHERE merchant_id = $1 AND opened_at >= $2 AND opened_at < $3
       ORDER BY opened_at, return_id`,
      [merchantId, from, to],
    );
    const [ours, theirs]: [ComparedDocument[], ComparedDocument[]] = [[], []];
    for (const { return_id: returnId } of rows) {
      const documents = documentsOf(await rmas.load(this.pool, returnId));
      ours.push(...documents.ours);
      theirs.push(...documents.theirs);
    }
    return { ours, theirs };
  }
}

/** What a return would have led to, and what stands there. Pure. */
export function documentsOf(state: Rma): Documents {
  const { requested } = state;
  if (requested === null) return { ours: [], theirs: [] };
  return {
    ours: [...ourRma(requested, state), ...ourCredit(requested, state), ...ourDebits(requested, state)],
    theirs: [...theirRma(requested, state), ...theirCredit(requested, state), ...theirDebits(requested, state)],
  };
}

function ourRma({ externalReturnId, expectedCredit }: Requested, { ended }: Rma): ComparedDocument[] {
  return ended === null ? [rmaOf(externalReturnId, null, expectedCredit.currency)] : [];
}

function theirRma({ externalReturnId, expectedCredit }: Requested, { rmaNumber, voided }: Rma): ComparedDocument[] {
  return rmaNumber === null || voided ? [] : [rmaOf(externalReturnId, rmaNumber, expectedCredit.currency)];
}

const rmaOf = (match: string, number: string | null, currency: string): ComparedDocument => ({
  kind: 'rma',
  match,
  number,
  fields: { currency },
});

/** Due once all goods are in. */
function ourCredit({ externalReturnId, expectedCredit }: Requested, { final, credit }: Rma): ComparedDocument[] {
  if (!final && credit === null) return [];
  return [{ kind: 'credit', match: externalReturnId, number: null, fields: { ...expectedCredit } }];
}

function theirCredit({ externalReturnId }: Requested, { credit }: Rma): ComparedDocument[] {
  if (credit === null) return [];
  return [{ kind: 'credit', match: externalReturnId, number: credit.documentNumber, fields: { ...credit.total } }];
}

function ourDebits({ externalReturnId, policy }: Requested, state: Rma): ComparedDocument[] {
  const settlement = settle(state);
  if (settlement.name === 'waiting') return [];
  return settlement.parts.map(({ purpose, amount }) => ({
    kind: 'debit',
    match: referenceOf(externalReturnId, purpose),
    number: null,
    fields: { ...amount, reason: policy.debitReasons[purpose] },
  }));
}

/** A person who left the reference empty is matched by the part that the amount stands for. */
function theirDebits({ externalReturnId }: Requested, state: Rma): ComparedDocument[] {
  return adjustmentsOnCredit(state).map((adjustment) => {
    const { document, reference, reason } = adjustment;
    const told = state.offset.told[document];
    const isOurs = reference !== null && partOfReference(reference) !== null;
    const match = told === undefined || isOurs ? (reference ?? document) : referenceOf(externalReturnId, told);
    return { kind: 'debit', match, number: document, fields: { ...signed(adjustment), reason } };
  });
}
