import { money } from '@backhaul/money';
import type { LoopReturnCommand, PersonsCommand } from '../../src/loop-return/commands.js';
import { loopReturn } from '../../src/loop-return/decide.js';
import type { LoopReturnEvent } from '../../src/loop-return/events.js';
import type { ProcessOwner } from '../../src/loop-return/process-owner.js';
import type { ReturnSnapshot } from '../../src/loop-return/snapshot.js';
import type { LoopReturn } from '../../src/loop-return/state.js';

export const returnId = 'northfold-88120045';
export const usd = (amount: number) => money(amount, 'USD');
/** Minutes after the return was submitted. */
export const minute = (n: number): Date => new Date(Date.parse('2026-09-14T16:02:11.000Z') + n * 60_000);

export const jacket: ReturnSnapshot['units'][number] = {
  unitId: '640010',
  orderLineId: '14550011223344',
  variantId: '43556677889900',
  sku: 'NF-JKT-M',
  barcode: null,
  title: 'Ridge Jacket - M',
  price: usd(14000),
  discount: usd(1400),
  tax: usd(1008),
  refund: usd(13608),
  reason: 'Too warm',
  parentReason: 'Not as expected',
  outcome: 'return',
};
export const vest = { ...jacket, unitId: '640011', sku: 'NF-VST-M', refund: usd(4428) };

export const amounts: ReturnSnapshot['amounts'] = {
  product: usd(14000),
  discount: usd(1400),
  tax: usd(1008),
  total: usd(13608),
  exchangeCredit: usd(0),
  exchangeTotal: usd(0),
  refund: usd(13608),
  storeCredit: usd(0),
  upsell: usd(0),
  handlingFee: usd(0),
};

/** Return 88120045 of one jacket, as it is read `at` minutes after it was submitted. */
export function snapshot(at: number, change: Partial<ReturnSnapshot> = {}): ReturnSnapshot {
  return {
    externalReturnId: '88120045',
    state: 'open',
    order: { orderId: '5511223344556', orderName: '#20418' },
    outcome: 'refund',
    shopper: null,
    units: [jacket],
    exchangeItems: [],
    amounts,
    parcel: { carrier: null, trackingNumber: null, status: null, labelUrl: null },
    gift: false,
    multiCurrency: false,
    createdAt: minute(0),
    updatedAt: minute(at),
    refunds: [],
    exchangeOrders: [],
    owesExchange: false,
    storeCreditOrderId: null,
    ...change,
  };
}

/** An exchange item worth 90.00 before tax. */
export const vestInstead: ReturnSnapshot['exchangeItems'][number] = {
  exchangeId: '910077',
  variantId: '43556677112233',
  sku: 'NF-VST-M',
  title: 'Ridge Vest - M',
  total: usd(9720),
  outOfStock: false,
};
/** The jacket for the vest: 38.88 of its value are left. */
export const exchanged: Partial<ReturnSnapshot> = {
  outcome: 'exchange+refund',
  exchangeItems: [vestInstead],
  amounts: { ...amounts, exchangeCredit: usd(9720), exchangeTotal: usd(9720), refund: usd(3888) },
};

export const refund = (refundId = '8899001122334', amount = 13608) => ({ refundId, amount: usd(amount) });

type CommandOf<K extends LoopReturnCommand['kind']> = Extract<LoopReturnCommand, { kind: K }>;

export const read = (at: number, change: Partial<ReturnSnapshot> = {}): CommandOf<'RecordSnapshot'> => ({
  kind: 'RecordSnapshot',
  returnId,
  snapshot: snapshot(at, change),
  learnedVia: 'webhook',
  owner: 'person',
  at: minute(at),
});
export const closed = (at: number, change: Partial<ReturnSnapshot> = {}) =>
  read(at, { state: 'closed', refunds: [refund()], ...change });
export const authorized = (at: number): LoopReturnCommand => ({
  kind: 'RecordAuthorization',
  returnId,
  documentNumber: '30115',
  documentKind: 'RMA',
  at: minute(at),
});
export const voided = (at: number): LoopReturnCommand => ({
  kind: 'RecordVoid',
  returnId,
  documentNumber: '30115',
  at: minute(at),
});
export const cleared = (at: number, process: ProcessOwner = 'backhaul'): LoopReturnCommand => ({
  kind: 'ClearReturn',
  returnId,
  documentNumber: 'CM-5501',
  process,
  at: minute(at),
});
export const queued = (at: number): LoopReturnCommand => ({
  kind: 'ConfirmQueued',
  returnId,
  key: `process:${returnId}`,
  at: minute(at),
  checkAt: minute(at + 60),
});
export const refused = (at: number, ended = false): LoopReturnCommand => ({
  kind: 'RecordRefusal',
  returnId,
  reason: 'Loop refused',
  ended,
  at: minute(at),
});
export const doubted = (at: number): LoopReturnCommand => ({
  kind: 'RecordDoubt',
  returnId,
  reason: 'No answer.',
  at: minute(at),
});
export const failed = (at: number, message: string | null = null): LoopReturnCommand => ({
  kind: 'RecordProcessingFailure',
  returnId,
  message,
  at: minute(at),
});
/** A reading where processing is ours. */
export const ours = (command: CommandOf<'RecordSnapshot'>): LoopReturnCommand => ({ ...command, owner: 'backhaul' });
export const asked = (
  at: number,
  kind: 'AskProcessing' | 'CancelReturn' | 'FlagReturn' = 'AskProcessing',
): PersonsCommand => ({
  kind,
  returnId,
  at: minute(at),
});
export const removal = (at: number, ...unitIds: string[]): PersonsCommand => ({
  kind: 'RemoveUnits',
  returnId,
  unitIds,
  at: minute(at),
});
export const note = (at: number, causeId: string): LoopReturnCommand => ({
  kind: 'WriteNote',
  returnId,
  causeId,
  text: `Note ${causeId}`,
  at: minute(at),
});
export const held = (at: number, causeId: string): LoopReturnCommand => ({
  kind: 'HoldReturn',
  returnId,
  causeId,
  reasons: [{ kind: 'damaged', unitId: '640010', text: '1 unit damaged' }],
  at: minute(at),
});

/** What a return has become after these commands, in this order. */
export function after(...commands: readonly LoopReturnCommand[]) {
  let state: LoopReturn = loopReturn.initial;
  const events: LoopReturnEvent[] = [];
  const calls: { key: string; kind: string; payload: unknown; lane?: string; notBefore?: Date }[] = [];
  /** What the last command led to. */
  let last: LoopReturnEvent[] = [];
  for (const command of commands) {
    const decided = loopReturn.decide(command, state);
    last = [...decided.events];
    state = last.reduce(loopReturn.evolve, state);
    events.push(...last);
    calls.push(...decided.calls);
  }
  return {
    state,
    events,
    calls,
    types: last.map(({ type }) => type),
    told: events.map(({ type }) => type).filter((type) => !isPrivate.has(type)),
    data: <T extends LoopReturnEvent['type']>(type: T): DataOf<T>[] =>
      events.filter((event) => event.type === type).map((event) => event.data as DataOf<T>),
    callsOf: (kind: string) => calls.filter((call) => call.kind === kind),
    /** Kinds of the open tasks. */
    tasks: [...state.tasks.keys()].map((id) => id.split(':')[0]),
  };
}

type DataOf<T extends LoopReturnEvent['type']> = Extract<LoopReturnEvent, { type: T }>['data'];

const isPrivate = new Set<string>([
  'SnapshotTaken',
  'ReturnAccepted',
  'AuthorizationVoided',
  'ClearanceReceived',
  'ProcessingRequested',
  'ProcessingQueued',
  'ProcessingRefused',
  'ProcessingDoubted',
  'BackgroundFailureSeen',
  'HoldNoted',
  'NotePlanned',
  'CallLeftToPerson',
  'CallCarriedOut',
  'PersonAsked',
  'ForeignProcessingSeen',
]);
