import { VendorError } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { Operation } from '../aims360-store/operations.js';
import type { Aims360Section } from '../config.js';
import type { Masters } from './masters.js';
import { isNoPath } from './modes.js';
import { found, literal } from './odata.js';
import { PersonNeeded } from './port.js';
import type { Session } from './session.js';

/** Lists that are read over the API, by what they are called. */
export const lists = {
  RMAs: '/returns/v1.0/rmas',
  'AR transactions': '/accountsreceivable/v1.0/transactions',
  'staged orders': '/weborders/v1.0/weborders',
  orders: '/orders/v1.0/orders',
} as const;

/** Looks at what a store's AIMS360 can do. Changes nothing there. */
export class Probe {
  constructor(
    private readonly http: Session,
    private readonly masters: Masters,
    private readonly section: Aims360Section,
  ) {}

  async hasCustomerAccount(signal: AbortSignal): Promise<boolean> {
    const filter = `customerAccount eq ${literal(this.section.customerAccount)}`;
    return (await found(this.http, '/customers/v1.0/customers', z.unknown(), { filter }, signal)).length > 0;
  }

  /** Whether a list can be read: the API may lack it. */
  async hasList(list: keyof typeof lists, signal: AbortSignal): Promise<boolean> {
    const filter = 'lastModifiedOn ge 2100-01-01T00:00:00Z';
    return this.#exists(() => found(this.http, lists[list], z.unknown(), { filter }, signal));
  }

  /** Codes of the configuration that AIMS360 does not know, in words. */
  async missingCodes(): Promise<string[]> {
    const { warehouse, secondsWarehouse, reason, debitReasons, roundingCreditReason, ...section } = this.section;
    const { masters } = this;
    const looks = [
      ...[warehouse, secondsWarehouse].map((code) => ({ code, look: (one: string) => masters.warehouseId(one) })),
      { code: reason, look: (one: string) => masters.returnReasonId(one) },
      ...Object.values(debitReasons).map((code) => ({ code, look: (one: string) => masters.debitReasonId(one) })),
      { code: roundingCreditReason, look: (one: string) => masters.creditReasonId(one) },
      { code: section.shippingType, look: (one: string) => masters.shippingTypeId(one) },
      { code: section.paymentType, look: (one: string) => masters.paymentTypeId(one) },
    ];
    const missing: string[] = [];
    for (const { code, look } of looks) {
      if (code === undefined) continue;
      await look(code).catch((error: unknown) => {
        if (!(error instanceof PersonNeeded)) throw error;
        missing.push(error.message);
      });
    }
    return missing;
  }

  /**
   * Whether there is a call for it. Asked with what cannot be carried out: an empty body, an etag that no revision has. Null: not
   * to be told without changing something.
   */
  async takes(operation: Operation, signal: AbortSignal): Promise<boolean | null> {
    const rma = '/returns/v1.0/rma';
    switch (operation) {
      case 'createRma':
        return this.#exists(() => this.http.post(rma, {}, signal));
      case 'debit':
        return this.#exists(() => this.http.post('/accountsreceivable/v1.0/adjustment', {}, signal));
      case 'editRma':
        return this.#onSomeRma((id) => this.http.patch(`${rma}/${id}`, {}, signal, 'W/"none"'), signal);
      case 'receiveRma':
        return this.#onSomeRma((id) => this.http.post(`${rma}/${id}/receive`, {}, signal), signal);
      case 'creditRma':
        return this.#onSomeRma((id) => this.http.post(`${rma}/${id}/credit`, { confirm: false }, signal), signal);
      case 'voidRma':
      case 'importOrder':
      case 'amendOrder':
        return null;
    }
  }

  async #onSomeRma(call: (rmaId: string) => Promise<unknown>, signal: AbortSignal): Promise<boolean | null> {
    const filter = `customerAccount eq ${literal(this.section.customerAccount)} and thirdPartyReturnID ne null`;
    const schema = z.object({ rmaID: z.string() });
    try {
      const [some] = await found(this.http, lists.RMAs, schema, { filter }, signal);
      return some === undefined ? null : await this.#exists(() => call(encodeURIComponent(some.rmaID)));
    } catch (error) {
      if (isNoPath(error)) return null;
      throw error;
    }
  }

  /** A refusal of what was asked for is an answer of the path. */
  async #exists(call: () => Promise<unknown>): Promise<boolean> {
    try {
      await call();
      return true;
    } catch (error) {
      if (isNoPath(error) || (error instanceof VendorError && error.status === 405)) return false;
      if (error instanceof VendorError && error.code === 'VENDOR_REFUSED') return true;
      throw error;
    }
  }
}
