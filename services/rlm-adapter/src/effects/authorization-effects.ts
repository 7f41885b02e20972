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
import type { MadeRa } from '../rlm-return-authorization/ra-lines.js';
import type { ItemOfCall } from './job-rows.js';
import type { RaEffect } from './ra-effect.js';

const itemsOf = ({ lines }: RaDraft): string =>
  lines.map((line) => `${line.unitIds.length} × ${line.sku ?? line.barcode ?? 'item without SKU'}`).join(', ');

/** The RAs; a person who ends a doubt says the number of the return's one RA. */
type RasFound = { readonly ras: readonly MadeRa[] } | { readonly raNumber: string };

const rasIn = ({ lines, policy }: RaDraft, found: RasFound): readonly MadeRa[] =>
  'ras' in found ? found.ras : [{ raNumber: found.raNumber, division: policy.division ?? 0, lines }];

const numbersOf = (ras: readonly MadeRa[]): string => ras.map(({ raNumber }) => raNumber).join(', ');

/** LoopImportReturnAuthorizations: the RAs. One per division, found by the return number on them. */
export const createRa = (clients: Clients): RaEffect<RaDraft, RasFound> => ({
  kind: createRaEffect,
  operation: 'create-ra',
  async send(draft, call) {
    return { ras: await clients.rlm(call.merchantId).createRas(draft, call) };
  },
  async find(draft, call) {
    const ras = await clients.rlm(call.merchantId).findRas(draft, call);
    return ras.length === 0 ? null : { ras };
  },
  confirmed: (draft, result, at) => ({ kind: 'ConfirmRas', returnId: draft.returnId, ras: rasIn(draft, result), at }),
  item: (draft, result) => ({
    ...{ job: jobs.importReturn, entity: 'return', externalId: draft.externalReturnId },
    document: result === null ? null : numbersOf(rasIn(draft, result)),
  }),
  values: (draft) => ({ order: draft.order.orderName, items: itemsOf(draft) }),
  async also(tx, draft, result, { merchantId, partitionKey }) {
    const { returnId } = draft;
    for (const { raNumber } of rasIn(draft, result))
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
