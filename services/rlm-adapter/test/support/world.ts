import type { CallIntent } from '@backhaul/contracts';
import type { RaCommand } from '../../src/rlm-return-authorization/commands.js';
import type { PostedReceipt } from '../../src/rlm-return-authorization/receipts.js';
import type { AsnDraft } from '../../src/rlm-return-authorization/authorize.js';
import type { ReceiptsWanted } from '../../src/rlm-return-authorization/receiving.js';
import type { Receipt } from '../../src/rlm-return-authorization/receipt.js';
import type { RefundDraft } from '../../src/rlm-return-authorization/refunds.js';
import type { StockWanted } from '../../src/rlm-return-authorization/stock-export.js';
import { at, credited, raNumber, returnId } from './returns.js';
import {
  confirmAsn,
  confirmRa,
  importAnswered,
  importReturn,
  listed,
  posted,
  received,
  story,
  type Story,
} from './story.js';

/** Everything that is true outside, in no order: what the shop and Loop tell, and the receipts that the warehouse has. */
export interface Facts {
  readonly told: readonly RaCommand[];
  /** Every revision; the last one of each receipt is what the warehouse's list shows. */
  readonly receipts: readonly Receipt[];
  /** Against which RA each was received; without a word against the return's one RA. */
  readonly raOf?: (receipt: Receipt) => string;
  /** RAs as RLM makes them; default: one. */
  readonly made?: RaCommand;
}

type Step = { command: RaCommand } | { answer: CallIntent };

/** Picks one of so many. */
export type Choice = (of: number) => number;

/**
 * Plays the facts in an order that `choose` makes, with answers to planned calls in between, in the order of their lanes as the
 * effect runner keeps it. Receipts are told from the moment when the RA is known. `choose` may also repeat what was there.
 */
export function play(facts: Facts, choose: Choice, repeats: number): { story: Story; calls: CallIntent[] } {
  const { told, receipts, raOf = () => raNumber } = facts;
  let open: RaCommand[] = [importReturn(), ...told];
  let receiptsOpen: RaCommand[] = receipts.map((receipt) => received(receipt, raOf(receipt)));
  const past: RaCommand[] = [];
  const calls = new Map<string, CallIntent>();
  const answered = new Set<string>();
  let now = story;
  const events: Story['events'][number][] = [];

  const run = (command: RaCommand): void => {
    const next = now.when(command);
    for (const call of next.calls) plan(calls, call);
    events.push(...next.events);
    now = next;
    past.push(command);
  };
  const steps = (): Step[] => {
    const known = now.state.ras.length > 0;
    const heads = [...calls.values()].filter(({ key, notBefore }) => !answered.has(key) && notBefore === undefined);
    return [
      ...[...open, ...(known ? receiptsOpen : [])].map((command): Step => ({ command })),
      ...heads.slice(0, 1).map((answer): Step => ({ answer })),
    ];
  };
  for (let left = repeats, all = steps(); all.length > 0; all = steps()) {
    const index = choose(all.length + (left > 0 && past.length > 0 ? 1 : 0));
    const step = all[index];
    if (step === undefined) {
      left -= 1;
      run(past[choose(past.length)] ?? importReturn());
    } else if ('answer' in step) {
      answered.add(step.answer.key);
      for (const command of answerTo(step.answer, facts)) run(command);
    } else {
      open = open.filter((command) => command !== step.command);
      receiptsOpen = receiptsOpen.filter((command) => command !== step.command);
      run(step.command);
    }
  }
  return { story: { ...now, events }, calls: [...calls.values()] };
}

/** As the effects library does: a key stands for one content. */
function plan(calls: Map<string, CallIntent>, call: CallIntent): void {
  const known = calls.get(call.key);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(call)) throw new Error(`key reused: ${call.key}`);
  calls.set(call.key, known ?? call);
}

/** What the vendors would answer, the same at any time. */
function answerTo({ key, kind, payload }: CallIntent, facts: Facts): RaCommand[] {
  const { receipts, raOf = () => raNumber, made = confirmRa() } = facts;
  switch (kind) {
    case 'rlm.create-ra':
      return [made];
    case 'threepl.create-return-order':
      return [confirmAsn((payload as AsnDraft).raNumber)];
    case 'rlm.post-receipt':
      return [posted((payload as PostedReceipt).receipt)];
    case 'threepl.read-receipts': {
      const { raNumber: ra } = payload as ReceiptsWanted;
      return [listed(newestOf(receipts.filter((receipt) => raOf(receipt) === ra)), null, ra)];
    }
    case 'rlm.import-refund': {
      const { refund, money } = payload as RefundDraft;
      return [importAnswered(credited({ creditNumber: `9${refund.refundId}`, total: money }), refund.refundId)];
    }
    case 'rlm.read-inventory': {
      const { refundId, skus } = payload as StockWanted;
      const levels = skus.map((sku) => ({ sku, locationId: '77', available: 22 }));
      return [{ kind: 'ConfirmInventory', returnId, refundId, levels, held: [], readAt: at, at }];
    }
    default:
      return [{ kind: 'RecordSuccess', returnId, operation: 'transmit', callKey: key, at }];
  }
}

export function newestOf(receipts: readonly Receipt[]): Receipt[] {
  const newest = new Map<string, Receipt>();
  for (const receipt of receipts) {
    if ((newest.get(receipt.receiptId)?.revision ?? 0) < receipt.revision) newest.set(receipt.receiptId, receipt);
  }
  return [...newest.values()];
}
