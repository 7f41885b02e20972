import { eventStore } from '@backhaul/event-store';
import { notFound, shown, Transactions } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import type { RmaUnit } from '../aims360-rma/events.js';
import type { Rma } from '../aims360-rma/state.js';
import type { RmaDetailView } from '../http/schemas.js';
import { rmas } from '../rmas.js';
import { parcels } from '../warehouse/parcels.js';
import { partView } from './credit-pages.js';
import { creditParts } from './credit-parts.js';
import { RmaPages } from './rma-pages.js';

/** Reads one RMA with everything that is known of it. */
@Injectable()
export class RmaDetails {
  constructor(
    private readonly transactions: Transactions,
    private readonly pages: RmaPages,
  ) {}

  /** @throws HttpProblem 404 for a return that is not known here */
  of(returnId: string): Promise<RmaDetailView> {
    return this.transactions.run(async (tx) => {
      const summary = await this.pages.find(tx, returnId);
      if (summary === null) throw notFound(`No return ${returnId} is known here.`);
      const stored = await eventStore.readStream(tx, rmas.streamOf(returnId));
      const state = rmas.fold(stored);
      return {
        ...summary,
        lines: (state.requested?.units ?? []).map((unit) => lineOf(unit, state)),
        quantities: quantitiesOf(state),
        parcel: await parcels.find(tx, returnId),
        parts: creditParts(state).map(partView),
        history: stored.map(({ occurredAt, type, data }) => ({ at: occurredAt.toISOString(), type, data })),
      };
    });
  }
}

function lineOf(unit: RmaUnit, { receivedUnits }: Rma): RmaDetailView['lines'][number] {
  const { unitId, sku, barcode, outcome, price, tax, note: shopperReason, reason, warehouse } = unit;
  return {
    ...{ unitId, sku, barcode, outcome, shopperReason, reason, warehouse },
    price: shown(price),
    tax: shown(tax),
    received: receivedUnits.has(unitId),
  };
}

const quantitiesOf = ({ quantities }: Rma): RmaDetailView['quantities'] =>
  Object.fromEntries(Object.entries(quantities).map(([sku, counts]) => [sku, { ...counts }]));
