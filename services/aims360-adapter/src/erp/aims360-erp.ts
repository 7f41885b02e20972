import { unreachable, type Clock } from '@backhaul/contracts';
import {
  ErpAdapter,
  type Admission,
  type Asked,
  type ComparedDocument,
  type MappingTable,
  type Period,
  type StoreSettings,
  type Waiting,
} from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { causeOnReturn, CLOCK, Merchants } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Rma } from '../aims360-rma/state.js';
import type { MerchantSections } from '../config.js';
import { rmas } from '../rmas.js';
import { WarehouseReceipts } from '../warehouse/warehouse-receipts.js';
import { CodesOfUnits } from './codes-of-units.js';
import { MappingTables } from './mapping-tables.js';
import { ShadowDocuments } from './shadow-documents.js';
import { TypesOfOrders } from './types-of-orders.js';

/** What AIMS360 brings to the kit of all ERPs. */
@Injectable()
export class Aims360Erp extends ErpAdapter {
  readonly tables: readonly MappingTable[];

  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly codes: CodesOfUnits,
    private readonly receipts: WarehouseReceipts,
    private readonly types: TypesOfOrders,
    private readonly shadow: ShadowDocuments,
    tables: MappingTables,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
    this.tables = tables.all;
  }

  storeOf(merchantId: string): StoreSettings | undefined {
    return this.merchants.find(merchantId)?.aims360;
  }

  /** The RMA is made, or what a warehouse posted is booked, with what the key stands for now. */
  async onMapped(tx: Queryable, { merchantId, table, key, returnId }: Waiting): Promise<void> {
    const causationId = `mapping:${table}:${key}`;
    await this.receipts.resume(tx, merchantId, returnId, causationId);
    const state = await rmas.load(tx, returnId);
    const { requested } = state;
    if (requested === null) return;
    const cause = causeOnReturn({ merchantId, returnId, orderId: requested.order.orderId, causationId });
    for (const id of await exchangeOrdersOf(tx, returnId)) await this.types.again(tx, id, cause);
    if (state.blockedBy.length === 0) return;
    const units = requested.units.map(({ note: reason, ...unit }) => ({ ...unit, reason }));
    const codes = await this.codes.of(tx, { merchantId, returnId, units });
    await rmas.execute(tx, returnId, { kind: 'ResumeAuthorization', returnId, codes, at: this.clock.now() }, cause);
  }

  async admit(tx: Queryable, returnId: string, { by, reason, backfillId }: Asked): Promise<Admission> {
    const state = await rmas.load(tx, returnId);
    const { requested } = state;
    if (requested === null) return { outcome: 'refused', why: 'Loop has not told of this return here.' };
    const refusal = admissionOf(state);
    if (refusal !== null) return refusal;
    const merchantId = returnId.slice(0, returnId.length - requested.externalReturnId.length - 1);
    const { orderId } = requested.order;
    const cause = causeOnReturn({ merchantId, returnId, orderId, causationId: `backfill:${backfillId}` });
    const command = { kind: 'SetOwner', returnId, owner: 'us', by, reason, at: this.clock.now() } as const;
    await rmas.execute(tx, returnId, command, { ...cause, actor: by });
    return { outcome: 'admitted' };
  }

  shadowDocuments(
    merchantId: string,
    period: Period,
  ): Promise<{ ours: readonly ComparedDocument[]; theirs: readonly ComparedDocument[] }> {
    return this.shadow.of(merchantId, period);
  }
}

async function exchangeOrdersOf(tx: Queryable, returnId: string): Promise<string[]> {
  const { rows } = await tx.query('SELECT stream_id FROM aims360.exchange_order WHERE return_id = $1', [returnId]);
  return (rows as { stream_id: string }[]).map((row) => row.stream_id);
}

/** Null: it can be taken over. */
function admissionOf({ requested, ended }: Rma): Admission | null {
  const owner = requested?.policy.owner ?? 'observe-only';
  switch (owner) {
    case 'us':
      return { outcome: 'unchanged' };
    case 'vendor-link':
      return { outcome: 'refused', why: "The vendor's own link makes the RMAs of this store." };
    case 'observe-only':
      return ended === null ? null : { outcome: 'refused', why: `The return is over: ${ended} in Loop.` };
    default:
      return unreachable(owner);
  }
}
