import type { Clients } from '../clients.js';
import { raIndex } from '../ra-index.js';
import {
  announceEffect,
  createRaEffect,
  transmitRaEffect,
  type AsnDraft,
  type RaDraft,
} from '../rlm-return-authorization/authorize.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { ItemOfCall } from './job-rows.js';
import type { RaEffect } from './ra-effect.js';

const itemsOf = ({ lines }: RaDraft): string =>
  lines.map((line) => `${line.unitIds.length} × ${line.sku ?? line.barcode ?? 'item without SKU'}`).join(', ');

/** LoopImportReturnAuthorizations: the RA. One per return and division, found by the return number on it. */
export const createRa = (clients: Clients): RaEffect<RaDraft, { raNumber: string }> => ({
  kind: createRaEffect,
  operation: 'create-ra',
  async send(draft, call) {
    return { raNumber: await clients.rlm(call.merchantId).createRa(draft, call) };
  },
  async find(draft, call) {
    const raNumber = await clients.rlm(call.merchantId).findRa(draft, call);
    return raNumber === null ? null : { raNumber };
  },
  confirmed: ({ returnId }, { raNumber }, at) => ({ kind: 'ConfirmRa', returnId, raNumber, at }),
  item: ({ externalReturnId: externalId }, result) => ({
    ...{ job: jobs.importReturn, entity: 'return', externalId },
    document: result?.raNumber ?? null,
  }),
  values: (draft) => ({ order: draft.order.orderName, items: itemsOf(draft) }),
  async also(tx, { returnId }, { raNumber }, { merchantId, partitionKey }) {
    await raIndex.put(tx, { merchantId, raNumber, returnId, partitionKey });
  },
});

/** The RA/ASN to the warehouse. Its key, and the RA number itself, give the stored return order again. */
export const announce = (clients: Clients): RaEffect<AsnDraft, { reference: string }> => ({
  kind: announceEffect,
  operation: 'announce',
  async send(draft, call) {
    return { reference: await clients.threePl(call.merchantId).announce(draft, call) };
  },
  confirmed: ({ returnId }, { reference }, at) => ({
    kind: 'ConfirmAsn',
    returnId,
    warehouseReference: reference,
    at,
  }),
  item: ({ raNumber }) => transmitted(raNumber),
  values: (draft) => ({ order: draft.order.orderName, items: itemsOf(draft) }),
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
  values: () => ({}),
});

const transmitted = (raNumber: string): ItemOfCall => ({
  ...{ job: jobs.transmit, entity: 'return-authorization', externalId: raNumber, document: raNumber },
});
