import { nothing, type EventData } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import { announcementOf } from './announcement.js';
import { createRa } from './ask-for-ras.js';
import { blocked } from './name-return.js';
import { cancelRa, reasonToCancel } from './ending.js';
import type { RaEvent } from './events.js';
import { jobs } from './jobs.js';
import type { RaPolicy } from './policy.js';
import { raLinesOf, type MadeRa, type RaLine } from './ra-lines.js';
import { arrivalDueCall } from './receiving.js';
import { importRefunds } from './refunds.js';
import { evolve, raOf, type ReturnAuthorization } from './state.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;
type Initiated = EventData<'ReturnInitiated'>;

export const announceEffect = 'threepl.create-return-order';
export const transmitRaEffect = 'rlm.transmit-ra';

/** What this route needs before a return counts as settled. */
const expects = [
  'AsnTransmitted',
  'ReceiptRecorded',
  'RefundImported',
  'InventoryRestocked',
  'CreditIssued',
  // Asked for order by order, and of none where there is no exchange.
  'ExchangeOrderImported',
];
/** The same, of a store whose stock goes to the shop through us. */
const exports = ['InventoryExported', 'InventoryLevelSet'];

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

/** Asked for once per return, whatever repeats. */
export function importReturn(
  { initiated, policy: ofStore, codes, at }: Command<'ImportReturn'>,
  state: ReturnAuthorization,
): RaDecision {
  if (state.requested !== null) return nothing;
  const { returnId, externalReturnId, order, parcel, shopper } = initiated;
  // What the shopper keeps, no warehouse ever sees.
  const lines = raLinesOf(
    initiated.units.filter(({ outcome: fate }) => fate === 'return'),
    codes,
  );
  const policy = { ...ofStore, warehouse: codes.warehouse ?? ofStore.warehouse };
  const data = { externalReturnId, order, parcel, shopper, lines, policy };
  const requested: RaEvent = { type: 'RaRequested', data, occurredAt: at };
  const after = evolve(state, requested);
  const imports = importRefunds(returnId, at, after);
  const made = codes.unmapped.length > 0 ? blocked(returnId, codes.unmapped, at) : createRa(returnId, after);
  return { events: [requested, ...made.events, ...imports.events], calls: [...made.calls, ...imports.calls] };
}

/** The RAs exist: each is announced to the warehouse, unless it is not wanted any more. */
export function confirmRas({ returnId, ras, at }: Command<'ConfirmRas'>, state: ReturnAuthorization): RaDecision {
  const { requested } = state;
  if (requested === null || state.ras.length > 0 || ras.length === 0) return nothing;
  const made: RaEvent[] = [
    { type: 'RasMade', data: { ras: [...ras] }, occurredAt: at },
    ...ras.map((ra): RaEvent => ({
      type: 'ReturnAuthorized',
      data: authorized(returnId, ra, requested.policy, at),
      occurredAt: at,
    })),
  ];
  const after = made.reduce(evolve, state);
  const next = after.ras.map((ra): RaDecision => {
    const { raNumber } = ra;
    const reason = reasonToCancel(ra, after);
    if (reason !== null) return cancelRa({ returnId, raNumber, reason }, at);
    const key = `ra:${requested.policy.company}:${raNumber}`;
    return { events: [], calls: [{ key, kind: announceEffect, payload: announcementOf(returnId, ra, requested) }] };
  });
  return { events: [...made, ...next.flatMap(({ events }) => events)], calls: next.flatMap(({ calls }) => calls) };
}

function authorized(returnId: string, { raNumber }: MadeRa, policy: RaPolicy, at: Date): EventData<'ReturnAuthorized'> {
  return {
    returnId,
    documentKind: 'RA',
    documentNumber: raNumber,
    authorizedAt: at.toISOString(),
    warehouse: String(policy.warehouse),
    system: 'RLM',
    job: jobs.importReturn,
    expects: policy.owner === 'us' && policy.exportsStock ? [...expects, ...exports] : expects,
  };
}

/** The warehouse knows what to expect: the RA is transmitted. */
export function confirmAsn(command: Command<'ConfirmAsn'>, state: ReturnAuthorization): RaDecision {
  const { returnId, raNumber, warehouseReference, at } = command;
  const ra = raOf(raNumber, state);
  if (ra === undefined || ra.announced) return nothing;
  const data = {
    ...{ returnId, documentNumber: raNumber, warehouseReference },
    ...{ transmittedAt: at.toISOString(), system: 'RLM' },
  };
  return {
    events: [{ type: 'AsnTransmitted', data, occurredAt: at }],
    calls: [
      { key: `transmit:${returnId}:${raNumber}`, kind: transmitRaEffect, payload: { returnId, raNumber } },
      ...arrivalDueCall(returnId, raNumber, at, state),
    ],
  };
}
