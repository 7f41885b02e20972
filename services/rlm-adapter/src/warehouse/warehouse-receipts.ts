import type { Clock } from '@backhaul/contracts';
import { causeOnReceipt, isToHandOver, receiptStreamId, type GoodsOutcome, type Receipt } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { causeOnReturn, CLOCK, type Cause, type PersonCommand } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { jobLog } from '../jobs/job-log.js';
import { raIndex } from '../ra-index.js';
import { returnAuthorizations } from '../return-authorizations.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import { raFor } from '../rlm-return-authorization/ra-for.js';
import type { ReturnAuthorization } from '../rlm-return-authorization/state.js';
import { findReturn } from './find-return.js';
import { receiptOf, receiptRules, type WarehouseReceipt } from './receipt.js';
import { receipts } from './receipts.js';

type State = Receipt<WarehouseReceipt>;

/** A receipt and its return. */
interface Match {
  readonly merchantId: string;
  readonly receiptId: string;
  readonly returnId: string;
  /** The person who found it out; null: a number on the box is known now. */
  readonly by: string | null;
}

/** Brings what warehouses report to the RA of its return. Everything runs in the caller's transaction. */
@Injectable()
export class WarehouseReceipts {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** A receipt, or a correction of one. */
  async take(tx: Queryable, merchantId: string, receipt: WarehouseReceipt, causationId: string): Promise<void> {
    const { receiptId } = receipt;
    const id = receiptStreamId(merchantId, receiptId);
    const returnId = await findReturn(tx, merchantId, receipt);
    const before = await receipts.load(tx, id);
    const command = { kind: 'TakeReceipt', merchantId, receipt, returnId, at: this.clock.now() } as const;
    const { state, events } = await receipts.execute(
      tx,
      id,
      command,
      causeOnReceipt(merchantId, receiptId, causationId),
    );
    if (events.length === 0) await this.#known(tx, merchantId, receipt, state);
    if (before.returnId !== state.returnId) await this.#withdraw(tx, merchantId, before, causationId);
    await this.#handOver(tx, merchantId, state, causationId);
  }

  /** Webhook and list tell the same: an information on the screen of the job, never work. */
  async #known(tx: Queryable, merchantId: string, { warehouse, receiptId }: WarehouseReceipt, { returnId }: State) {
    const item = { entity: 'repeated-receipt', externalId: `${warehouse}/${receiptId}`, returnId, document: null };
    const said = { result: 'SKIPPED', severity: 'INFO', message: 'Receipt ID Already Exists', callKey: null } as const;
    await jobLog.record(tx, { merchantId, job: jobs.importReceipts, ...item, ...said, at: this.clock.now() });
  }

  /** It belongs to this return. */
  async match(tx: Queryable, { merchantId, receiptId, returnId, by }: Match, causationId: string): Promise<void> {
    const id = receiptStreamId(merchantId, receiptId);
    const command = { kind: 'MatchReceipt', merchantId, returnId, by, at: this.clock.now() } as const;
    const { state } = await receipts.execute(tx, id, command, causeOnReceipt(merchantId, receiptId, causationId));
    await this.#handOver(tx, merchantId, state, causationId);
  }

  /** When the numbers of a blind receipt belong to a return by now. */
  async matchWhenKnown(tx: Queryable, merchantId: string, receipt: WarehouseReceipt): Promise<void> {
    const returnId = await findReturn(tx, merchantId, receipt);
    if (returnId === null) return;
    const { receiptId } = receipt;
    await this.match(tx, { merchantId, receiptId, returnId, by: null }, `receipt:${receiptId}`);
  }

  /** It belongs to no return; a person says what becomes of the goods. False when that was not to be decided any more. */
  async settle(
    tx: Queryable,
    { merchantId, receiptId }: Pick<Match, 'merchantId' | 'receiptId'>,
    outcome: GoodsOutcome,
    { by, reason, idempotencyKey }: Pick<PersonCommand, 'by' | 'reason' | 'idempotencyKey'>,
  ): Promise<boolean> {
    const id = receiptStreamId(merchantId, receiptId);
    const command = { kind: 'SettleGoods', merchantId, outcome, by, reason, at: this.clock.now() } as const;
    const cause = { ...causeOnReceipt(merchantId, receiptId, `command:${idempotencyKey}`), actor: by };
    const { events } = await receipts.execute(tx, id, command, cause);
    return events.length > 0;
  }

  /** The warehouse has adjusted its stock after it received: a correction that came too late has waited for that. */
  async adjusted(
    tx: Queryable,
    merchantId: string,
    { adjustmentId, raNumber, receiptId }: { adjustmentId: string; raNumber: string | null; receiptId: string | null },
    causationId: string,
  ): Promise<void> {
    const matched =
      receiptId === null ? null : (await receipts.load(tx, receiptStreamId(merchantId, receiptId))).returnId;
    const named = raNumber === null ? null : await raIndex.find(tx, merchantId, raNumber);
    const returnId = matched ?? named?.returnId ?? null;
    if (returnId === null) return;
    const state = await returnAuthorizations.load(tx, returnId);
    const command = { kind: 'RecordAdjustment', returnId, receiptId, adjustmentId, at: this.clock.now() } as const;
    await returnAuthorizations.execute(tx, returnId, command, causeOn(state, { merchantId, returnId, causationId }));
  }

  /** To the RA of its return. */
  async #handOver(tx: Queryable, merchantId: string, state: State, causationId: string): Promise<void> {
    const { taken, returnId } = state;
    if (taken === null || returnId === null || !isToHandOver(receiptRules, state)) return;
    await this.#record(tx, merchantId, returnId, taken, causationId);
    const { receiptId } = taken;
    const command = { kind: 'HandOver', merchantId, at: this.clock.now() } as const;
    const cause = causeOnReceipt(merchantId, receiptId, causationId);
    await receipts.execute(tx, receiptStreamId(merchantId, receiptId), command, cause);
  }

  /** A correction names another return: the one that had the goods by the first word has none of them. */
  async #withdraw(tx: Queryable, merchantId: string, { taken, returnId, handedOver }: State, causationId: string) {
    if (taken === null || returnId === null || handedOver === null) return;
    const { receiptId } = taken;
    const state = await returnAuthorizations.load(tx, returnId);
    const command = { kind: 'WithdrawReceipt', returnId, receiptId, at: this.clock.now() } as const;
    await returnAuthorizations.execute(tx, returnId, command, causeOn(state, { merchantId, returnId, causationId }));
  }

  async #record(tx: Queryable, merchantId: string, returnId: string, taken: WarehouseReceipt, causationId: string) {
    const state = await returnAuthorizations.load(tx, returnId);
    const command = {
      kind: 'RecordReceipt',
      ...{ returnId, raNumber: raFor(taken, state), receipt: receiptOf(taken), at: this.clock.now() },
    } as const;
    await returnAuthorizations.execute(tx, returnId, command, causeOn(state, { merchantId, returnId, causationId }));
  }
}

function causeOn(
  { requested }: ReturnAuthorization,
  about: { merchantId: string; returnId: string; causationId: string },
): Cause {
  return causeOnReturn({ ...about, orderId: requested?.order.orderId ?? '' });
}
