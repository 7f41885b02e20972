export { money, zero, type Money } from './money.js';
export { add, multiply, negate, subtract, sum } from './arithmetic.js';
export { compare, equals, isZero } from './comparison.js';
export { allocate } from './allocate.js';
export { displayMoney, formatMoney, parseMoney } from './text.js';
export { MoneyError, type MoneyErrorCode } from './money-error.js';
