/** Who keeps the books of the store: AIMS360 at Northfold, RLM with a 3PL at Oak & Linen. */
export type Store = 'northfold' | 'oaklinen';

/** What becomes of a return at the warehouse and at the desks. */
export type Shape =
  | 'whole'
  /** The parcels of one return arrive one after the other. */
  | 'two-parcels'
  /** A unit is missing for good: a person has to decide, and does not. */
  | 'short'
  /** A unit is second quality: a person has to decide, and does not. */
  | 'damaged'
  /** A unit is second quality, and a person lets the shopper have the money. */
  | 'damaged-accepted'
  /** More came than was sent back. */
  | 'over'
  /** The shopper changes her mind after the ERP has authorised the return. */
  | 'cancelled';

/** Where a return of this shape has to end: settled, or on a worklist. */
export type End = 'settled' | 'held' | 'cancelled';

export const endOf: Readonly<Record<Shape, End>> = {
  whole: 'settled',
  'two-parcels': 'settled',
  'damaged-accepted': 'settled',
  short: 'held',
  damaged: 'held',
  over: 'held',
  cancelled: 'cancelled',
};

/** AIMS360 takes no unit beyond what an RMA authorises, so nothing comes over there. */
export const shapesOf: Readonly<Record<Store, readonly [Shape, ...Shape[]]>> = {
  northfold: ['whole', 'two-parcels', 'damaged-accepted', 'short', 'damaged', 'cancelled'],
  oaklinen: ['whole', 'two-parcels', 'damaged-accepted', 'short', 'damaged', 'cancelled', 'over'],
};

/** Shapes in which one unit has another fate than the others. */
export const needsTwoUnits: ReadonlySet<Shape> = new Set(['two-parcels', 'short', 'damaged', 'damaged-accepted']);
