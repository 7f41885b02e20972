import { ofType, type FactOf, type Facts } from '../journal/facts.js';
import { isFinal, receiptsOf, receivedUnits, type ReceivedUnit } from '../journal/goods.js';
import { unitsOf, type Unit } from '../journal/snapshot.js';
import { requestState } from './request.js';

/** Where one unit is. */
export const unitStates = [
  'awaited',
  'received',
  'restocked',
  'seconds',
  'written-off',
  'missing',
  'kept',
  'removed',
  'no-longer-expected',
] as const;
export type UnitState = (typeof unitStates)[number];

/** An announced unit, how it arrived, and what became of it. */
export interface UnitOnItsWay {
  readonly unit: Unit;
  /** Undefined while no receipt names it. */
  readonly received: ReceivedUnit | undefined;
  readonly state: UnitState;
}

/** Every unit that the return ever had. */
export function unitsOnTheirWay(facts: Facts): UnitOnItsWay[] {
  const received = receivedUnits(facts);
  const stock = new Stock(ofType(facts, 'InventoryRestocked').flatMap(({ data }) => data.movements));
  return unitsOf(facts).map((unit) => {
    const arrived = received.get(unit.unitId);
    const state = arrived === undefined ? stateBefore(unit, facts) : stateAfter(unit, arrived, stock);
    return { unit, received: arrived, state };
  });
}

/** Units that nobody announced, as their receipts have them. */
export function unannouncedUnits(facts: Facts): ReceivedUnit[] {
  return receiptsOf(facts).flatMap(({ data }) => data.units.filter(({ unitId }) => unitId === null));
}

function stateBefore({ removed, outcome }: Unit, facts: Facts): UnitState {
  if (removed) return 'removed';
  if (outcome === 'keep') return 'kept';
  if (isFinal(facts)) return 'missing';
  const request = requestState(facts);
  const isOver = request === 'cancelled' || request === 'expired' || request === 'closed';
  return isOver ? 'no-longer-expected' : 'awaited';
}

function stateAfter(unit: Unit, received: ReceivedUnit, stock: Stock): UnitState {
  if (received.disposition === 'write-off') return 'written-off';
  const quality = stock.take(unit, received);
  if (quality === null) return 'received';
  return quality === 'first' ? 'restocked' : 'seconds';
}

type Movement = FactOf<'InventoryRestocked'>['data']['movements'][number];
type Quality = Movement['quality'];

/** Restocks name items and quantities, not units: each unit takes one of its item. */
class Stock {
  readonly #left: { readonly movement: Movement; quantity: number }[];

  constructor(movements: readonly Movement[]) {
    this.#left = movements.map((movement) => ({ movement, quantity: movement.quantity }));
  }

  /** The quality in which a unit of that item was put away; null when none is left that would be it. */
  take({ sku, barcode }: Unit, received: ReceivedUnit): Quality | null {
    const skus = [received.sku, sku].filter((one) => one !== null);
    const isIt = ({ movement, quantity }: { movement: Movement; quantity: number }): boolean => {
      const isItem =
        movement.sku === null ? movement.barcode !== null && movement.barcode === barcode : skus.includes(movement.sku);
      return quantity > 0 && isItem && fits(movement.quality, received);
    };
    const found = this.#left.find(isIt);
    if (found === undefined) return null;
    found.quantity -= 1;
    return found.movement.quality;
  }
}

function fits(quality: Quality, { disposition }: ReceivedUnit): boolean {
  return disposition === 'undecided' || (disposition === 'seconds') === (quality === 'second');
}
