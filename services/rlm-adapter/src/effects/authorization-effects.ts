import type { Clients } from '../clients.js';
import { raIndex } from '../ra-index.js';
import {
  announceEffect,
  createRaEffect,
  transmitRaEffect,
  type AsnDraft,
  type RaDraft,
} from '../rlm-return-authorization/authorize.js';
import type { RaEffect } from './ra-effect.js';

/** LoopImportReturnAuthorizations: the RA. One per return and division, found by the return number on it. */
export const createRa = (clients: Clients): RaEffect<RaDraft, { raNumber: string }> => ({
  kind: createRaEffect,
  operation: 'create-ra',
  async send(draft, call, signal) {
    return { raNumber: await clients.rlm(call.merchantId).createRa(draft, call.key, signal) };
  },
  async find({ externalReturnId, policy }, call, signal) {
    const raNumber = await clients.rlm(call.merchantId).findRa(externalReturnId, policy.division, signal);
    return raNumber === null ? null : { raNumber };
  },
  confirmed: ({ returnId }, { raNumber }, _call, at) => ({ kind: 'ConfirmRa', returnId, raNumber, at }),
  async also(tx, { returnId }, { raNumber }, { merchantId, partitionKey }) {
    await raIndex.put(tx, { merchantId, raNumber, returnId, partitionKey });
  },
});

/** The RA/ASN to the warehouse. Its idempotency key gives the stored object again, so a repetition is its own look-up. */
export const announce = (clients: Clients): RaEffect<AsnDraft, { reference: string }> => ({
  kind: announceEffect,
  operation: 'announce',
  async send(draft, call, signal) {
    return { reference: await clients.threePl(call.merchantId).announce(draft, call.key, signal) };
  },
  async find(draft, call, signal) {
    return { reference: await clients.threePl(call.merchantId).announce(draft, call.key, signal) };
  },
  confirmed: (_draft, { reference }, call, at) => ({
    kind: 'ConfirmAsn',
    returnId: call.subject,
    warehouseReference: reference,
    at,
  }),
});

interface TransmitPayload {
  raNumber: string;
}

/** TransmitReturnAuthorizations: RLM notes that the warehouse has the RA. */
export const transmitRa = (clients: Clients): RaEffect<TransmitPayload, object> => ({
  kind: transmitRaEffect,
  operation: 'transmit',
  async send({ raNumber }, call, signal) {
    await clients.rlm(call.merchantId).transmitRa(raNumber, call.key, signal);
    return {};
  },
  async find({ raNumber }, call, signal) {
    const status = await clients.rlm(call.merchantId).raStatus(raNumber, signal);
    return status === null || status === 'OPEN' ? null : {};
  },
  confirmed: () => null,
});
