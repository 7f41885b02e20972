import type { OpenTask } from '@backhaul/contracts';
import type { ExchangeSetback } from './commands.js';
import type { ErpOrder, StagedOrder } from './erp-order.js';
import type { ExchangeOrderEvent } from './events.js';
import type { ExchangePolicy } from './policy.js';
import type { ShopOrder } from './shop-order.js';

/** The order as the shop holds it, and what the store had decided when it was seen first. */
export interface Seen {
  readonly order: ShopOrder;
  readonly policy: ExchangePolicy;
  readonly importedBefore: number;
}

/** Shipping type and payment type, by their codes; null: nothing says it. */
export type Types = Pick<ExchangePolicy, 'shippingType' | 'paymentType'>;

export interface ExchangeOrder {
  readonly seen: Seen | null;
  /** The return that it belongs to; null until one names it. */
  readonly returnId: string | null;
  readonly staged: StagedOrder | null;
  /** It was looked for in the staging list, and was not there. */
  readonly missed: boolean;
  readonly approved: boolean;
  /** Keys of the calls that were planned. */
  readonly requested: ReadonlySet<string>;
  /** The codes with which it was last asked for; null: it was not yet. */
  readonly askedTypes: Types | null;
  /** The order in the ERP; of a native exchange the original order, once items were added to it. */
  readonly imported: ErpOrder | null;
  /** Lines of a native exchange for which a call was planned, and those that are there. */
  readonly askedLines: ReadonlySet<string>;
  readonly amendedLines: ReadonlySet<string>;
  readonly setback: { readonly setback: ExchangeSetback; readonly at: string } | null;
  /** Whether the others were told that it stands in the ERP. */
  readonly told: boolean;
  /** Open tasks: id to when they were opened and why. */
  readonly tasks: ReadonlyMap<string, OpenTask>;
}

export const initial: ExchangeOrder = {
  seen: null,
  returnId: null,
  staged: null,
  missed: false,
  approved: false,
  requested: new Set(),
  askedTypes: null,
  imported: null,
  askedLines: new Set(),
  amendedLines: new Set(),
  setback: null,
  told: false,
  tasks: new Map(),
};

/** Applies one event. */
export function evolve(state: ExchangeOrder, event: ExchangeOrderEvent): ExchangeOrder {
  switch (event.type) {
    case 'ShopOrderSeen':
      return { ...state, seen: event.data };
    case 'ReturnNamed':
      return { ...state, returnId: event.data.returnId };
    case 'StagingAsked':
      return { ...state, requested: plus(state.requested, [event.data.key]) };
    case 'StagingMissed':
      return { ...state, missed: true, setback: afterLook(state) };
    case 'StagingSeen':
      return { ...state, staged: event.data.staged, setback: afterLook(state) };
    case 'TypesNamed':
      return withTypes(state, event.data);
    case 'ImportApproved':
      return { ...state, approved: true };
    case 'ImportRequested':
      return {
        ...state,
        requested: plus(state.requested, [event.data.key]),
        askedTypes: typesOf(state),
        setback: null,
      };
    case 'ImportSeen':
      return { ...state, imported: event.data.order, setback: null };
    case 'AmendmentRequested': {
      const { key, orderLineIds } = event.data;
      return {
        ...state,
        requested: plus(state.requested, [key]),
        askedLines: plus(state.askedLines, orderLineIds),
      };
    }
    case 'AmendmentSeen': {
      const { order, orderLineIds } = event.data;
      return { ...state, imported: order, amendedLines: plus(state.amendedLines, orderLineIds), setback: null };
    }
    case 'SetbackSeen':
      return { ...state, setback: event.data };
    case 'ExchangeOrderImported':
      return { ...state, told: true };
    case 'TaskOpened': {
      const { taskId, openedAt, why } = event.data;
      return { ...state, tasks: new Map([...state.tasks, [taskId, { openedAt, why }]]) };
    }
    case 'TaskClosed':
      return { ...state, tasks: new Map([...state.tasks].filter(([id]) => id !== event.data.taskId)) };
  }
}

const withTypes = (state: ExchangeOrder, types: Types): ExchangeOrder =>
  state.seen === null ? state : { ...state, seen: { ...state.seen, policy: { ...state.seen.policy, ...types } } };

function typesOf({ seen }: ExchangeOrder): Types | null {
  if (seen === null) return null;
  const { shippingType, paymentType } = seen.policy;
  return { shippingType, paymentType };
}

const plus = (set: ReadonlySet<string>, members: readonly string[]): ReadonlySet<string> =>
  new Set([...set, ...members]);

/** A look that failed is over once another one told; a refused import is not. */
const afterLook = ({ setback }: ExchangeOrder): ExchangeOrder['setback'] =>
  setback?.setback.operation === 'find-staged' ? null : setback;
