import { bareName, numberOf, type Appearance, type ExchangeMarks } from './appearance.js';

/** One mark on an order that points to an original. */
export interface Signal {
  readonly kind: 'note' | 'attribute' | 'prefix' | 'tag';
  /** Bare names that the original may have; empty when the mark names none. */
  readonly names: readonly string[];
  /** In business words. */
  readonly fact: string;
}

const IN_NOTE = /\bexchange\s+(?:order\s+)?(?:for|of|from)\s+(?:order\s+)?(#?[\w-]*\d[\w-]*)/i;
const LINKING_KEY = /original|exchange/i;
const ORDER_NAME = /^\s*#?[\w-]*\d[\w-]*\s*$/;
/** A second exchange order for the same original ends in a counter: `EXC-20418-2`. */
const COUNTER = /-\d{1,2}$/;

/** Every mark that an order bears. Which attribute Loop uses is not documented, so any that speaks of the original counts. */
export function signalsOf(order: Appearance, marks: ExchangeMarks): Signal[] {
  const linking = [...noteSignal(order), ...attributeSignals(order), ...prefixSignal(order, marks)];
  return [
    ...linking,
    ...tagSignals(
      order,
      marks,
      linking.flatMap(({ names }) => [...names, ...names.map(numberOf)]),
    ),
  ];
}

/** Whether a look at the whole order is worth a call: something on it speaks of an exchange. */
export const mayBeExchange = (order: Appearance, marks: ExchangeMarks): boolean =>
  [...noteSignal(order), ...attributeSignals(order), ...prefixSignal(order, marks)].length > 0;

function noteSignal({ note }: Appearance): Signal[] {
  const [said, name] = IN_NOTE.exec(note ?? '') ?? [];
  if (said === undefined || name === undefined) return [];
  return [{ kind: 'note', names: [bareName(name)], fact: `Its note says "${said}"` }];
}

function attributeSignals({ attributes, orderName }: Appearance): Signal[] {
  return attributes.flatMap(({ key, value }) => {
    if (value === null || !LINKING_KEY.test(key) || !ORDER_NAME.test(value)) return [];
    const name = bareName(value);
    // An attribute with the order's own name says nothing about another one.
    if (name === bareName(orderName)) return [];
    return [{ kind: 'attribute' as const, names: [name], fact: `Its attribute ${key} names order ${value.trim()}` }];
  });
}

function prefixSignal({ orderName }: Appearance, { prefixes }: ExchangeMarks): Signal[] {
  const name = bareName(orderName);
  // The longest first: of EXC- and EXC the first one leaves the number.
  const longest = [...prefixes].sort((left, right) => right.length - left.length);
  const prefix = longest.find((one) => name.startsWith(bareName(one)));
  if (prefix === undefined) return [];
  const rest = bareName(name.slice(bareName(prefix).length));
  if (!ORDER_NAME.test(rest)) return [];
  const names = COUNTER.test(rest) ? [rest, rest.replace(COUNTER, '')] : [rest];
  return [
    { kind: 'prefix', names, fact: `Its name ${orderName} begins with ${prefix}, as those of exchange orders do` },
  ];
}

function tagSignals({ tags }: Appearance, marks: ExchangeMarks, originals: readonly string[]): Signal[] {
  return tags.flatMap((tag) => {
    const fact = `It bears the tag ${tag}`;
    const plain = marks.tags.some((pattern) => bareName(pattern) === bareName(tag));
    if (plain) return [{ kind: 'tag' as const, names: [], fact }];
    const names = originals.filter((name) => marks.tags.some((pattern) => isTagOf(tag, pattern, name)));
    return names.length === 0 ? [] : [{ kind: 'tag' as const, names: [...new Set(names)], fact }];
  });
}

const isTagOf = (tag: string, pattern: string, name: string): boolean =>
  pattern.includes('{number}') && bareName(pattern.replace('{number}', name)) === bareName(tag);
