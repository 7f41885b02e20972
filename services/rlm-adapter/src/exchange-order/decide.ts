import { nothing, unreachable, type Decision } from '@backhaul/contracts';
import { bringIn, importedEvent } from './bring-in.js';
import type { ExchangeOrderCommand } from './commands.js';
import type { ExchangeOrderEvent } from './events.js';
import {
  dismiss,
  importNow,
  nameReturn,
  observeOrders,
  observeSiblings,
  recordMissing,
  recordSetback,
  recordShopOrder,
} from './record.js';
import { evolve, initial, type ExchangeOrder } from './state.js';
import { taskChanges } from './tasks.js';

export type ExchangeOrderDecision = Decision<ExchangeOrderEvent>;

/** Every rule of an exchange order on its way into the ERP: imported once, at what the shopper really paid. Pure. */
export const exchangeOrder = {
  initial,
  evolve,
  /** First what the command says, then what follows from all that is known: so the order of the facts does not matter. */
  decide(command: ExchangeOrderCommand, state: ExchangeOrder): ExchangeOrderDecision {
    const { exchangeOrderId, at } = command;
    const facts = recorded(command, state);
    if (facts.length === 0) return nothing;
    const known = facts.reduce(evolve, state);
    const request = bringIn(at, known);
    const asked = request.events.reduce(evolve, known);
    const imported = importedEvent(asked);
    const tasks = taskChanges(exchangeOrderId, at, imported.reduce(evolve, asked));
    return { events: [...facts, ...request.events, ...imported, ...tasks], calls: request.calls };
  },
};

function recorded(command: ExchangeOrderCommand, state: ExchangeOrder): ExchangeOrderEvent[] {
  switch (command.kind) {
    case 'RecordShopOrder':
      return recordShopOrder(command, state);
    case 'NameReturn':
      return nameReturn(command, state);
    case 'ObserveSiblings':
      return observeSiblings(command, state);
    case 'ObserveOrders':
      return observeOrders(command, state);
    case 'RecordMissing':
      return recordMissing(command, state);
    case 'ImportNow':
      return importNow(command, state);
    case 'Dismiss':
      return dismiss(command, state);
    case 'RecordSetback':
      return recordSetback(command, state);
    default:
      return unreachable(command);
  }
}
