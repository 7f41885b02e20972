import type { EventData } from '@backhaul/contracts';
import { KnownReturns, Mappings } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { Injectable } from '@nestjs/common';
import type { Codes } from '../aims360-rma/codes.js';
import { parcels } from '../warehouse/parcels.js';
import { CodesOfUnits } from './codes-of-units.js';

type Snapshot = Pick<EventData<'ReturnInitiated'>, 'returnId' | 'units' | 'parcel'>;

/** What is kept of every return beside its RMA, and what its units are called in AIMS360. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly known: KnownReturns,
    private readonly codes: CodesOfUnits,
    private readonly mappings: Mappings,
  ) {}

  async initiated(tx: Queryable, merchantId: string, data: EventData<'ReturnInitiated'>): Promise<Codes> {
    const { returnId, initiatedAt } = data;
    await this.known.note(tx, { merchantId, returnId, initiatedAt: new Date(initiatedAt) });
    return this.changed(tx, merchantId, data);
  }

  /** As it stands now: a return may have been edited, or have got its parcel. */
  async changed(tx: Queryable, merchantId: string, snapshot: Snapshot): Promise<Codes> {
    const { returnId, units } = snapshot;
    await parcels.note(tx, merchantId, snapshot);
    return this.codes.of(tx, { merchantId, returnId, units });
  }

  /** It waits for no word any more. */
  async ended(tx: Queryable, returnId: string): Promise<void> {
    await this.mappings.stopWaiting(tx, returnId);
  }
}
