import { nothing, type EventData } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { jobs } from './jobs.js';
import type { RaPolicy } from './policy.js';
import { raLinesOf, type RaLine } from './ra-lines.js';
import { importRefunds } from './refunds.js';
import { evolve, type ReturnAuthorization } from './state.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;
type Initiated = EventData<'ReturnInitiated'>;

export const createRaEffect = 'rlm.create-ra';
export const announceEffect = 'threepl.create-return-order';
export const transmitRaEffect = 'rlm.transmit-ra';

/** What this route needs before a return counts as settled. */
const expects = [
  'AsnTransmitted',
  'ReceiptRecorded',
  'RefundImported',
  'InventoryRestocked',
  'CreditIssued',
  'InventoryExported',
  'InventoryLevelSet',
];

/** The RA as it shall be created. */
export interface RaDraft {
  readonly returnId: string;
  readonly externalReturnId: string;
  readonly order: Initiated['order'];
  readonly parcel: Initiated['parcel'];
  readonly lines: readonly RaLine[];
  readonly policy: RaPolicy;
}

/** The announcement to the warehouse. */
export interface AsnDraft extends RaDraft {
  readonly raNumber: string;
  readonly shopper: Initiated['shopper'];
}

/** One RA per return, whatever repeats. */
export function importReturn(
  { initiated, policy, at }: Command<'ImportReturn'>,
  state: ReturnAuthorization,
): RaDecision {
  if (state.requested !== null) return nothing;
  const { returnId, externalReturnId, order, parcel, shopper } = initiated;
  const lines = raLinesOf(initiated.units);
  const data = { externalReturnId, order, parcel, shopper, lines, policy };
  const requested: RaEvent = { type: 'RaRequested', data, occurredAt: at };
  const draft: RaDraft = { returnId, externalReturnId, order, parcel, lines, policy };
  const imports = importRefunds(returnId, at, evolve(state, requested));
  return {
    events: [requested, ...imports.events],
    calls: [{ key: `ra:${returnId}`, kind: createRaEffect, payload: draft }, ...imports.calls],
  };
}

/** The RA exists: announce it to the warehouse. */
export function confirmRa({ returnId, raNumber, at }: Command<'ConfirmRa'>, state: ReturnAuthorization): RaDecision {
  const { requested } = state;
  if (requested === null || state.raNumber !== null) return nothing;
  const data = {
    returnId,
    documentKind: 'RA' as const,
    documentNumber: raNumber,
    authorizedAt: at.toISOString(),
    warehouse: String(requested.policy.warehouse),
    system: 'RLM',
    job: jobs.importReturn,
    expects,
  };
  const { externalReturnId, order, parcel, shopper, lines, policy } = requested;
  const draft: AsnDraft = { returnId, raNumber, externalReturnId, order, parcel, shopper, lines, policy };
  return {
    events: [{ type: 'ReturnAuthorized', data, occurredAt: at }],
    calls: [{ key: `ra:${policy.company}:${raNumber}`, kind: announceEffect, payload: draft }],
  };
}

/** The warehouse knows what to expect: the RA is transmitted. */
export function confirmAsn(command: Command<'ConfirmAsn'>, state: ReturnAuthorization): RaDecision {
  const { returnId, warehouseReference, at } = command;
  if (state.raNumber === null || state.announced) return nothing;
  const documentNumber = state.raNumber;
  const data = { returnId, documentNumber, warehouseReference, transmittedAt: at.toISOString(), system: 'RLM' };
  return {
    events: [{ type: 'AsnTransmitted', data, occurredAt: at }],
    calls: [{ key: `transmit:${returnId}`, kind: transmitRaEffect, payload: { returnId, raNumber: documentNumber } }],
  };
}
