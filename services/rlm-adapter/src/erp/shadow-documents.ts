import type { ComparedDocument, Period } from '@backhaul/erp-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { returnAuthorizations } from '../return-authorizations.js';
import type { RaLine } from '../rlm-return-authorization/ra-lines.js';
import { moneyOf, type ReturnAuthorization } from '../rlm-return-authorization/state.js';

/** Both sides of a comparison. */
export interface Documents {
  readonly ours: readonly ComparedDocument[];
  readonly theirs: readonly ComparedDocument[];
}

/** The documents of returns as they stand in RLM, beside those that we would have made. */
@Injectable()
export class ShadowDocuments {
  constructor(private readonly pool: Pool) {}

  /** Of the returns that were submitted in the period. Read one by one: a period may hold many. */
  async of(merchantId: string, { from, to }: Period): Promise<Documents> {
    const { rows } = await this.pool.query<{ return_id: string }>(
      `SELECT return_id FROM erp_kit.known_return WHERE merchant_id = $1 AND initiated_at >= $2 AND initiated_at < $3
       ORDER BY initiated_at, return_id`,
      [merchantId, from, to],
    );
    const [ours, theirs]: [ComparedDocument[], ComparedDocument[]] = [[], []];
    for (const { return_id: returnId } of rows) {
      const documents = documentsOf(await returnAuthorizations.load(this.pool, returnId));
      ours.push(...documents.ours);
      theirs.push(...documents.theirs);
    }
    return { ours, theirs };
  }
}

/** What a return would have led to, and what stands there. RLM splits RAs by division, so they are compared as one. Pure. */
export function documentsOf(state: ReturnAuthorization): Documents {
  return { ours: [...ourRa(state), ...ourCredits(state)], theirs: [...theirRas(state), ...theirCredits(state)] };
}

function ourRa({ requested, ended }: ReturnAuthorization): ComparedDocument[] {
  if (requested === null || ended !== null) return [];
  return [raOf(requested.externalReturnId, null, requested.lines)];
}

function theirRas({ requested, ras }: ReturnAuthorization): ComparedDocument[] {
  const standing = ras.filter(({ cancelling }) => cancelling !== 'cancelled');
  if (requested === null || standing.length === 0) return [];
  const numbers = standing.map(({ raNumber }) => raNumber).join(', ');
  const lines = standing.flatMap((ra) => ra.lines);
  return [raOf(requested.externalReturnId, numbers, lines)];
}

function raOf(match: string, number: string | null, lines: readonly RaLine[]): ComparedDocument {
  const quantities = new Map<string, number>();
  for (const { sku, barcode, unitIds } of lines) {
    const item = sku ?? barcode ?? 'item without SKU';
    quantities.set(item, (quantities.get(item) ?? 0) + unitIds.length);
  }
  const items = [...quantities].map(([item, quantity]) => `${quantity} × ${item}`).sort();
  return { kind: 'ra', match, number, fields: { items } };
}

/** Due once the refund's money has settled. */
function ourCredits({ processed, refunds }: ReturnAuthorization): ComparedDocument[] {
  return (processed?.refundIds ?? []).flatMap((refundId): ComparedDocument[] => {
    const money = moneyOf(refunds[refundId]);
    if (money === null || money.pending.amount > 0 || money.failed.amount > 0) return [];
    return [{ kind: 'credit', match: refundId, number: null, fields: { ...money.refunded } }];
  });
}

function theirCredits({ refunds }: ReturnAuthorization): ComparedDocument[] {
  return Object.entries(refunds).flatMap(([refundId, { credit }]): ComparedDocument[] =>
    credit === null ? [] : [{ kind: 'credit', match: refundId, number: credit.number, fields: { ...credit.total } }],
  );
}
