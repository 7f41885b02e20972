import { bareName, isNumberOf, meanTheSame, type Appearance, type ExchangeMarks } from './appearance.js';
import { signalsOf, type Signal } from './signals.js';

/** A return that names an order as its exchange order, with the original order of that return. */
export interface NamedByReturn {
  readonly returnId: string;
  /** The original order. */
  readonly orderId: string;
}

/** An order of the shop that may be the original one. */
export interface Original {
  readonly orderId: string;
  readonly orderName: string;
  readonly createdAt: Date;
}

/** Everything by which an exchange order is recognised. */
export interface Evidence {
  readonly signals: readonly Signal[];
  readonly namedBy: readonly NamedByReturn[];
  /** What the shop shows under the ids or names that the marks give. */
  readonly originals: readonly Original[];
  /** The order itself. */
  readonly order: Original;
  /** Whether a discount bears Loop's title. */
  readonly loopDiscount: boolean;
}

/** Bare names that the original has according to the marks: those on which all agree, else all of them. */
export function namesOfOriginal(order: Appearance, marks: ExchangeMarks): string[] {
  const signals = signalsOf(order, marks);
  const agreed = agreedNames(signals);
  return agreed.length > 0 ? agreed : [...new Set(signals.flatMap(({ names }) => names))];
}

/** Names on which all marks that name an order agree; a name before its number alone. */
export function agreedNames(signals: readonly Signal[]): string[] {
  const naming = signals.map(({ names }) => names).filter((names) => names.length > 0);
  const agreed = [...new Set(naming.flat())].filter((name) =>
    naming.every((names) => names.some((other) => meanTheSame(name, other))),
  );
  return agreed.filter((name) => !agreed.some((other) => isNumberOf(name, other)));
}

/** Orders in the shop that all marks mean; a return's word goes before them. */
export function meantOriginals({ signals, namedBy, originals, order }: Evidence): Original[] {
  const others = originals.filter(({ orderId }) => orderId !== order.orderId);
  if (namedBy.length > 0) return others.filter(({ orderId }) => namedBy.some((one) => one.orderId === orderId));
  const names = agreedNames(signals);
  const exactly = others.filter(({ orderName }) => names.includes(bareName(orderName)));
  if (exactly.length > 0) return exactly;
  return others.filter(({ orderName }) => names.some((name) => meanTheSame(name, bareName(orderName))));
}
