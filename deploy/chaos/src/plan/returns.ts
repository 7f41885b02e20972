import { northfoldCatalogue, oakLinenCatalogue, skuOf } from '@backhaul/launcher';
import { diceOf, type Dice } from './dice.js';
import { needsTwoUnits, shapesOf, type Shape, type Store } from './shapes.js';

/** A return that will be submitted. */
export interface PlannedReturn {
  /** From 1, in the order of submission. */
  readonly number: number;
  readonly store: Store;
  readonly shape: Shape;
  readonly bought: readonly { readonly sku: string; readonly quantity: number }[];
  /** The first item is the one whose unit goes astray, where the shape wants one. */
  readonly sentBack: readonly { readonly sku: string; readonly quantity: number }[];
}

/** Of a hundred returns, so many go as they should. */
const REGULAR = 65;

/** Every shape of both stores at least once, where there are returns enough; then by chance. */
export function planReturns(seed: number, count: number): PlannedReturn[] {
  const dice = diceOf(seed, 'returns');
  const atLeast = (['northfold', 'oaklinen'] as const).flatMap((store) =>
    shapesOf[store].map((shape) => ({ store, shape })),
  );
  const others = Array.from({ length: Math.max(0, count - atLeast.length) }, () => drawn(dice));
  const drawnInOrder = dice.shuffled([...dice.shuffled(atLeast).slice(0, count), ...others]);
  return drawnInOrder.map(({ store, shape }, index) => ({
    number: index + 1,
    store,
    shape,
    ...goods(dice, store, needsTwoUnits.has(shape) ? 2 : 1),
  }));
}

function drawn(dice: Dice): { store: Store; shape: Shape } {
  const store = dice.pick<Store>(['northfold', 'oaklinen']);
  return { store, shape: dice.percent(REGULAR) ? 'whole' : dice.pick(shapesOf[store]) };
}

/** One to three units come back, of one or two items; sometimes the shopper keeps a part of what she bought. */
function goods(dice: Dice, store: Store, atLeast: number): Pick<PlannedReturn, 'bought' | 'sentBack'> {
  const catalogue = store === 'northfold' ? northfoldCatalogue : oakLinenCatalogue;
  const [main = '', other = ''] = dice.shuffled(catalogue.map(skuOf));
  const quantity = dice.between(atLeast, 2);
  const sentBack = [{ sku: main, quantity }, ...(dice.percent(30) ? [{ sku: other, quantity: 1 }] : [])];
  const kept = dice.percent(40) ? 1 : 0;
  return {
    sentBack,
    bought: sentBack.map((item, index) => ({ ...item, quantity: item.quantity + (index === 0 ? kept : 0) })),
  };
}
