import type { Clock } from '@backhaul/contracts';
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
import type { MerchantSections } from '../config.js';
import { returnAuthorizations } from '../return-authorizations.js';
import { unitsOf } from '../rlm-return-authorization/ra-lines.js';
import { CodesOfReturns } from './codes-of-returns.js';
import { MappingTables } from './mapping-tables.js';
import { ShadowDocuments } from './shadow-documents.js';

/** What RLM brings to the kit of all ERPs. */
@Injectable()
export class RlmErp extends ErpAdapter {
  readonly tables: readonly MappingTable[];

  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly codes: CodesOfReturns,
    private readonly shadow: ShadowDocuments,
    tables: MappingTables,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
    this.tables = tables.all;
  }

  storeOf(merchantId: string): StoreSettings | undefined {
    return this.merchants.find(merchantId)?.rlm;
  }

  /** The RA is asked for with what the key stands for now. */
  async onMapped(tx: Queryable, { merchantId, table, key, returnId }: Waiting): Promise<void> {
    const { requested } = await returnAuthorizations.load(tx, returnId);
    if (requested === null) return;
    const { orderId } = requested.order;
    const cause = causeOnReturn({ merchantId, returnId, orderId, causationId: `mapping:${table}:${key}` });
    const codes = await this.codes.of(tx, { merchantId, returnId, units: unitsOf(requested.lines) });
    const command = { kind: 'NameReturn', returnId, codes, at: this.clock.now() } as const;
    await returnAuthorizations.execute(tx, returnId, command, cause);
  }

  async admit(tx: Queryable, returnId: string, { by, reason, backfillId }: Asked): Promise<Admission> {
    const { requested, ended } = await returnAuthorizations.load(tx, returnId);
    if (requested === null) return { outcome: 'refused', why: 'Loop has not told of this return here.' };
    if (requested.policy.owner === 'us') return { outcome: 'unchanged' };
    if (ended !== null) return { outcome: 'refused', why: `The return is over: ${ended} in Loop.` };
    const merchantId = returnId.slice(0, returnId.length - requested.externalReturnId.length - 1);
    const { orderId } = requested.order;
    const cause = causeOnReturn({ merchantId, returnId, orderId, causationId: `backfill:${backfillId}` });
    const command = { kind: 'SetOwner', returnId, owner: 'us', by, reason, at: this.clock.now() } as const;
    await returnAuthorizations.execute(tx, returnId, command, { ...cause, actor: by });
    return { outcome: 'admitted' };
  }

  shadowDocuments(
    merchantId: string,
    period: Period,
  ): Promise<{ ours: readonly ComparedDocument[]; theirs: readonly ComparedDocument[] }> {
    return this.shadow.of(merchantId, period);
  }
}
