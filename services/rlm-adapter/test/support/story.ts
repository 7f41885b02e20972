import type { CallIntent } from '@backhaul/contracts';
import { noCodes } from '../../src/rlm-return-authorization/codes.js';
import type { RaCommand } from '../../src/rlm-return-authorization/commands.js';
import { rlmReturnAuthorization } from '../../src/rlm-return-authorization/decide.js';
import type { RaEvent } from '../../src/rlm-return-authorization/events.js';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import { initial, type ReturnAuthorization } from '../../src/rlm-return-authorization/state.js';
import type { PostResult } from '../../src/rlm-return-authorization/receipts.js';
import type { Receipt } from '../../src/rlm-return-authorization/receipt.js';
import type { ImportResult, ShopRefund } from '../../src/rlm-return-authorization/refund.js';
import { at, initiated, policy, raNumber, returnId, usd } from './returns.js';

type Of<T extends RaEvent['type']> = Extract<RaEvent, { type: T }>;

/** A return authorisation and everything that has happened to it. */
export interface Story {
  readonly state: ReturnAuthorization;
  readonly events: readonly RaEvent[];
  readonly calls: readonly CallIntent[];
  /** Data of the events of one type. */
  told<T extends RaEvent['type']>(type: T): Of<T>['data'][];
  callsOf(kind: string): CallIntent[];
  /** The story after more commands; `events` and `calls` are those of these commands alone. */
  when(...commands: RaCommand[]): Story;
}

const tell = (state: ReturnAuthorization, events: readonly RaEvent[], calls: readonly CallIntent[]): Story => ({
  state,
  events,
  calls,
  told: <T extends RaEvent['type']>(type: T) =>
    events.filter((event): event is Of<T> => event.type === type).map((event) => event.data as Of<T>['data']),
  callsOf: (kind) => calls.filter((call) => call.kind === kind),
  when: (...commands) => {
    let now = state;
    const [newEvents, newCalls]: [RaEvent[], CallIntent[]] = [[], []];
    for (const command of commands) {
      const decision = rlmReturnAuthorization.decide(command, now);
      now = decision.events.reduce(rlmReturnAuthorization.evolve, now);
      newEvents.push(...decision.events);
      newCalls.push(...decision.calls);
    }
    return tell(now, newEvents, newCalls);
  },
});

/** Nothing has happened yet. */
export const story: Story = tell(initial, [], []);

export const importReturn = (units = initiated().units): RaCommand => ({
  kind: 'ImportReturn',
  initiated: initiated(units),
  policy,
  codes: noCodes,
  at,
});
/** RLM has made one RA for all units. */
export const confirmRa = (units = initiated().units): RaCommand => ({
  kind: 'ConfirmRas',
  returnId,
  ras: [{ raNumber, division: 20, lines: raLinesOf(units) }],
  at,
});
export const confirmAsn = (ra = raNumber): RaCommand => ({
  kind: 'ConfirmAsn',
  returnId,
  raNumber: ra,
  warehouseReference: 'ro_51',
  at,
});
export const received = (receipt: Receipt, ra = raNumber): RaCommand => ({
  kind: 'RecordReceipt',
  returnId,
  raNumber: ra,
  receipt,
  at,
});
/** The ERP has it. */
export const posted = ({ receiptId, revision }: Receipt, result: PostResult = 'counted'): RaCommand => ({
  kind: 'ConfirmReceiptPosted',
  returnId,
  receiptId,
  revision,
  result,
  at,
});
/** The ERP saved it and does not know an item on it. */
export const heldInErp = ({ receiptId, revision }: Receipt, ...reasons: string[]): RaCommand => ({
  kind: 'HoldReceipt',
  returnId,
  receiptId,
  revision,
  reasons,
  callKey: `receipt:${returnId}:${receiptId}`,
  at,
});
/** Nothing had come in thirty days, and the warehouse's list has these. */
export const listedAfterDays = (receipts: readonly Receipt[], ra = raNumber): RaCommand => ({
  kind: 'ConfirmNothingCame',
  returnId,
  raNumber: ra,
  receipts,
  days: 30,
  at,
});
export const closedBy = (taskId: string): RaCommand => ({
  kind: 'CloseTask',
  returnId,
  taskId,
  by: 'Ida',
  reason: 'Sent back.',
  at,
});
/** The warehouse's list holds these. */
export const listed = (receipts: readonly Receipt[], overdue: string | null = null, ra = raNumber): RaCommand => ({
  kind: 'ConfirmReceiptsRead',
  returnId,
  raNumber: ra,
  receipts,
  overdue,
  at,
});
export const processed = (...refundIds: string[]): RaCommand => ({ kind: 'RecordProcessed', returnId, refundIds, at });
export const refunded = (refund: ShopRefund): RaCommand => ({ kind: 'RecordRefund', returnId, refund, at });
export const settledLater = (refundId: string, cents: number, when = at): RaCommand => ({
  kind: 'RecordRefundMoney',
  returnId,
  refundId,
  settled: usd(cents),
  failed: usd(0),
  at: when,
});
export const failedLater = (refundId: string, cents: number, when = at): RaCommand => ({
  kind: 'RecordRefundMoney',
  returnId,
  refundId,
  settled: usd(0),
  failed: usd(cents),
  at: when,
});
export const importAnswered = (
  result: ImportResult,
  refundId = '991',
  alreadyThere: string | null = null,
): RaCommand => ({
  kind: 'ConfirmRefundImport',
  returnId,
  refundId,
  result,
  alreadyThere,
  at,
});

/** RA made and announced. */
export const announced = (units = initiated().units): Story =>
  story.when(importReturn(units), confirmRa(units), confirmAsn());

/** One final receipt, in the ERP, and the warehouse has no other. */
export const judged = (receipt: Receipt, units = initiated().units): Story =>
  announced(units).when(received(receipt), posted(receipt), listed([receipt]));
