import { VendorError } from '@backhaul/vendor-http';
import type { Mappings, Stops } from '@backhaul/erp-kit';
import type { Clients } from '../clients.js';
import { stopIfForeign } from '../erp/stop-if-foreign.js';
import { waitForItem } from '../erp/wait-for-item.js';
import { raIndex } from '../ra-index.js';
import { createRaEffect } from '../rlm-return-authorization/ask-for-ras.js';
import {
  announceEffect,
  transmitRaEffect,
  type AsnDraft,
  type RaDraft,
} from '../rlm-return-authorization/authorize.js';
import {
  cancelOrderEffect,
  cancelRaEffect,
  changeOrderEffect,
  type CancelDraft,
  type OrderDraft,
} from '../rlm-return-authorization/ending.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { MadeRa } from '../rlm-return-authorization/ra-lines.js';
import { ALREADY, type ItemOfCall } from './job-rows.js';
import type { RaEffect } from './ra-effect.js';

const itemsOf = ({ lines }: Pick<RaDraft, 'lines'>): string =>
  lines.map((line) => `${line.unitIds.length} × ${line.sku ?? line.barcode ?? 'item without SKU'}`).join(', ');

/** The RAs; a person who ends a doubt says the number of the return's one RA. */
type RasFound = { readonly ras: readonly MadeRa[] } | { readonly raNumber: string };

const rasIn = ({ lines, policy }: RaDraft, found: RasFound): readonly MadeRa[] =>
  'ras' in found ? found.ras : [{ raNumber: found.raNumber, division: policy.division ?? 0, lines }];

const numbersOf = (ras: readonly MadeRa[]): string => ras.map(({ raNumber }) => raNumber).join(', ');

/** LoopImportReturnAuthorizations: the RAs. One per division, found by the return number on them. */
export const createRa = (
  clients: Clients,
  { mappings, stops }: { mappings: Mappings; stops: Stops },
): RaEffect<RaDraft, RasFound> => ({
  kind: createRaEffect,
  operation: 'create-ra',
  trigger: 'ra',
  async send(draft, call) {
    return { ras: await clients.rlm(call.merchantId).createRas(draft, call) };
  },
  async find(draft, call) {
    const ras = await clients.rlm(call.merchantId).findRas(draft, call);
    return ras.length === 0 ? null : { ras };
  },
  foreign: (draft, call) => clients.rlm(call.merchantId).madeByOthers(draft, call),
  confirmed: (draft, result, at) => ({ kind: 'ConfirmRas', returnId: draft.returnId, ras: rasIn(draft, result), at }),
  item: (draft, result) => ({
    ...{ job: jobs.importReturn, entity: 'return', externalId: draft.externalReturnId },
    document: result === null ? null : numbersOf(rasIn(draft, result)),
  }),
  values: (draft) => ({ order: draft.order.orderName, items: itemsOf(draft) }),
  async also(tx, draft, result, { merchantId, partitionKey, key }) {
    const { returnId } = draft;
    const ras = rasIn(draft, result);
    for (const { raNumber } of ras) await raIndex.put(tx, { merchantId, raNumber, returnId, partitionKey });
    // Ours was refused, as there was one.
    const isForeign = ALREADY in result;
    if (isForeign) await stopIfForeign(tx, stops, { merchantId, returnId, ras: numbersOf(ras), causationId: key });
  },
  alsoRefused: (tx, draft, reason, { merchantId }) => waitForItem(tx, mappings, { merchantId, draft, reason }),
});

/** The RA/ASN to the warehouse. Its key, and the RA number itself, give the stored return order again. */
export const announce = (clients: Clients): RaEffect<AsnDraft, { reference: string }> => ({
  kind: announceEffect,
  operation: 'announce',
  async send(draft, call) {
    return { reference: await clients.threePl(call.merchantId).announce(draft, call) };
  },
  // Whoever announced it, RLM shows that it is done.
  async watch({ raNumber }, call) {
    const isDone = await clients.rlm(call.merchantId).isTransmitted(raNumber, call);
    return isDone ? { reference: `RA ${raNumber}` } : null;
  },
  confirmed: ({ returnId, raNumber }, { reference }, at) => ({
    kind: 'ConfirmAsn',
    ...{ returnId, raNumber },
    warehouseReference: reference,
    at,
  }),
  item: ({ raNumber }) => transmitted(raNumber),
  values: (draft) => ({ ra: draft.raNumber, order: draft.order.orderName, items: itemsOf(draft) }),
});

/** TransmitReturnAuthorizations: RLM notes that the warehouse has the RA. */
export const transmitRa = (clients: Clients): RaEffect<{ raNumber: string }, object> => ({
  kind: transmitRaEffect,
  operation: 'transmit',
  async send({ raNumber }, call) {
    await clients.rlm(call.merchantId).transmitRa(raNumber, call);
    return {};
  },
  async find({ raNumber }, call) {
    return (await clients.rlm(call.merchantId).isTransmitted(raNumber, call)) ? {} : null;
  },
  confirmed: () => null,
  item: ({ raNumber }) => ({ ...transmitted(raNumber), as: 'UPDATED' }),
  values: ({ raNumber }) => ({ ra: raNumber }),
});

const transmitted = (raNumber: string): ItemOfCall => ({
  ...{ job: jobs.transmit, entity: 'return-authorization', externalId: raNumber, document: raNumber },
});

/** What a warehouse says about a return order that it works on already (contracts/rlm-and-3pl.md §4.1). */
const isTooLate = (error: unknown): boolean => error instanceof VendorError && error.status === 409;

/** TransmitReturnAuthorizations: nothing is to come any more. Saying it again changes nothing. */
export const cancelReturnOrder = (clients: Clients): RaEffect<OrderDraft, { cancelled: boolean }> => ({
  kind: cancelOrderEffect,
  operation: 'cancel-return-order',
  async send(draft, call) {
    try {
      await clients.threePl(call.merchantId).cancel(draft, call);
      return { cancelled: true };
    } catch (error) {
      if (isTooLate(error)) return { cancelled: false };
      throw error;
    }
  },
  watch: () => Promise.resolve({ cancelled: true }),
  confirmed: ({ returnId, raNumber, reason }, { cancelled }, at) => ({
    kind: 'ConfirmOrderCancelled',
    ...{ returnId, raNumber, reason, cancelled },
    at,
  }),
  item: ({ raNumber }, result) => ({ ...transmitted(raNumber), ...changed(result?.cancelled) }),
  values: orderValues,
});

/** TransmitReturnAuthorizations: fewer units are to come. Where the parcel is there already, the receipt will tell. */
export const changeReturnOrder = (clients: Clients): RaEffect<OrderDraft, { changed: boolean }> => ({
  kind: changeOrderEffect,
  operation: 'change-return-order',
  async send(draft, call) {
    try {
      await clients.threePl(call.merchantId).change(draft, call);
      return { changed: true };
    } catch (error) {
      if (isTooLate(error)) return { changed: false };
      throw error;
    }
  },
  confirmed: () => null,
  item: ({ raNumber }, result) => ({ ...transmitted(raNumber), ...changed(result?.changed) }),
  values: orderValues,
});

const changed = (done: boolean | undefined): Partial<ItemOfCall> =>
  done === false ? { as: 'UPDATED', skipped: 'The warehouse has the parcel already' } : { as: 'UPDATED' };

function orderValues({ raNumber: ra, reference, reason, ...draft }: OrderDraft): Record<string, string> {
  return { ra, 'return order': reference, reason, items: itemsOf(draft) };
}

/** LoopImportReturnAuthorizations: the RA of a return that is over. */
export const cancelRa = (clients: Clients): RaEffect<CancelDraft, object> => ({
  kind: cancelRaEffect,
  operation: 'cancel-ra',
  trigger: 'ra',
  async send({ raNumber }, call) {
    await clients.rlm(call.merchantId).cancelRa(raNumber, call);
    return {};
  },
  async find({ raNumber }, call) {
    return (await clients.rlm(call.merchantId).isCancelled(raNumber, call)) ? {} : null;
  },
  confirmed: ({ returnId, raNumber, reason }, _result, at) => ({
    kind: 'ConfirmRaCancelled',
    ...{ returnId, raNumber, reason },
    at,
  }),
  item: ({ raNumber }) => ({
    ...{ job: jobs.importReturn, entity: 'return-authorization', externalId: raNumber, document: raNumber },
    as: 'UPDATED',
  }),
  values: ({ raNumber, reason }) => ({ ra: raNumber, reason }),
});
