import { money } from '@backhaul/money';
import type { Clock } from '@backhaul/contracts';
import { CLOCK, shown } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { UnappliedQuery, WaitingQuery } from '../http/parameters.js';
import type { AwaitingCreditView, Page, UnappliedCreditView } from '../http/schemas.js';
import type { CreditPart } from './credit-parts.js';
import type { StepOwner } from './next-step.js';
import { readPage } from '@backhaul/erp-kit';

const DAY_MS = 24 * 3_600_000;

interface AwaitingRow {
  return_id: string;
  merchant_id: string;
  rma_number: string;
  currency: string;
  worth: string;
  promised: string;
  units: AwaitingCreditView['units'];
  final: boolean;
  confirmed_by: string;
  asked: boolean;
  since: Date;
}

interface OpenRow {
  return_id: string;
  merchant_id: string;
  document: string;
  rma_number: string | null;
  currency: string;
  amount: string;
  open: string;
  parts: CreditPart[];
  next_owner: StepOwner;
  next_step: string;
  issued_at: Date;
}

/** Reads the credits that wait: to be confirmed, or to be used up. The oldest first. */
@Injectable()
export class CreditPages {
  constructor(
    private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Goods are in, and no credit is issued. */
  async awaiting({ merchant, ...page }: WaitingQuery): Promise<Page<AwaitingCreditView>> {
    const listing = {
      ...{ table: 'aims360.awaiting_credit', at: 'since', id: 'return_id', newestFirst: false },
      cursorOf: (row: AwaitingRow) => ({ at: row.since, id: row.return_id }),
    };
    const { rows, next } = await readPage<AwaitingRow>(this.pool, listing, page, (conditions) =>
      conditions.and(merchant, (value) => `merchant_id = ${value}`),
    );
    return { items: rows.map(awaitingView), next };
  }

  /** Something is left of the credit; each names who has to act. */
  async unapplied({ merchant, owner, ...page }: UnappliedQuery): Promise<Page<UnappliedCreditView>> {
    const listing = {
      ...{ table: 'aims360.open_credit', at: 'issued_at', id: 'return_id', newestFirst: false },
      cursorOf: (row: OpenRow) => ({ at: row.issued_at, id: row.return_id }),
    };
    const { rows, next } = await readPage<OpenRow>(this.pool, listing, page, (conditions) =>
      conditions.and(merchant, (value) => `merchant_id = ${value}`).and(owner, (value) => `next_owner = ${value}`),
    );
    const now = this.clock.now();
    return { items: rows.map((row) => openView(row, now)), next };
  }
}

const awaitingView = (row: AwaitingRow): AwaitingCreditView => ({
  returnId: row.return_id,
  merchantId: row.merchant_id,
  rmaNumber: row.rma_number,
  worth: shown(money(Number(row.worth), row.currency)),
  promised: shown(money(Number(row.promised), row.currency)),
  units: row.units,
  final: row.final,
  confirmedBy: row.confirmed_by,
  asked: row.asked,
  since: row.since.toISOString(),
});

const openView = (row: OpenRow, now: Date): UnappliedCreditView => ({
  returnId: row.return_id,
  merchantId: row.merchant_id,
  document: row.document,
  rmaNumber: row.rma_number,
  amount: shown(money(Number(row.amount), row.currency)),
  open: shown(money(Number(row.open), row.currency)),
  issuedAt: row.issued_at.toISOString(),
  ageDays: Math.max(0, Math.floor((now.getTime() - row.issued_at.getTime()) / DAY_MS)),
  parts: row.parts.map(partView),
  next: { owner: row.next_owner, step: row.next_step },
});

/** A part of a credit, for people. */
export const partView = ({ amount, ...part }: CreditPart): UnappliedCreditView['parts'][number] => ({
  ...part,
  amount: shown(amount),
});
