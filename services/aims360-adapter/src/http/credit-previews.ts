import { add, subtract, type Money } from '@backhaul/money';
import { conflict, notFound, shown } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { z } from 'zod';
import { Aims360Clients } from '../aims360/clients.js';
import { PersonNeeded, type Aims360Port } from '../aims360/port.js';
import { taxChange } from '../aims360-rma/request-credit.js';
import type { Rma } from '../aims360-rma/state.js';
import { RmaPages } from '../read-models/rma-pages.js';
import { rmas } from '../rmas.js';
import type { creditPreview } from './schemas.js';

export type CreditPreview = z.infer<typeof creditPreview>;

/** Asks AIMS360 what a credit would come to. Nothing is changed by it. */
@Injectable()
export class CreditPreviews {
  constructor(
    private readonly pool: Pool,
    private readonly pages: RmaPages,
    private readonly clients: Aims360Clients,
  ) {}

  /** @throws HttpProblem 404; 409 CREDIT_NOT_POSSIBLE when AIMS360 would not credit it, or cannot be asked */
  async of(returnId: string): Promise<CreditPreview> {
    const found = await this.pages.find(this.pool, returnId);
    if (found === null) throw notFound(`No return ${returnId} is known here.`);
    const state = await rmas.load(this.pool, returnId);
    const amount = await this.amountOf(found.merchantId, state);
    return { returnId, amount: shown(amount), promised: found.expected };
  }

  /** What AIMS360 would credit, with the tax that the RMA is brought to before. @throws HttpProblem 409 CREDIT_NOT_POSSIBLE */
  async amountOf(merchantId: string, state: Rma): Promise<Money> {
    const { requested, credit } = state;
    if (requested === null) throw notPossible('There is no RMA for this return.');
    if (credit !== null) throw notPossible(`It is credited already, by ${credit.documentNumber}.`);
    try {
      const now = await previewed(this.clients.of(merchantId), requested);
      const tax = taxChange(state);
      return tax === null ? now : add(subtract(now, tax.from), tax.to);
    } catch (error) {
      throw error instanceof PersonNeeded ? notPossible(error.message) : error;
    }
  }
}

async function previewed(client: Aims360Port, requested: NonNullable<Rma['requested']>): Promise<Money> {
  const { externalReturnId, expectedCredit, policy } = requested;
  const rma = await client.findRma({ customerAccount: policy.customerAccount, externalReturnId });
  if (rma === null) throw notPossible(`AIMS360 has no RMA for return ${externalReturnId}.`);
  return client.previewCredit(rma.rmaId, expectedCredit.currency);
}

const notPossible = (why: string) => conflict('CREDIT_NOT_POSSIBLE', why);
