/** Inside: integer minor units. On RLM's wire: a decimal string with two places (contracts/rlm-and-3pl.md). */
export const toDecimal = (minor: number): string => {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** `amount` × `part` / `whole`, to the cent, halves away from zero; exact for any amount that a refund can have. */
export const share = (amount: number, part: number, whole: number): number => {
  if (whole === 0) return amount;
  const sign = Math.sign(amount) * Math.sign(part) * Math.sign(whole) < 0 ? -1n : 1n;
  const product = BigInt(Math.abs(amount)) * BigInt(Math.abs(part)) * 2n;
  const divisor = BigInt(Math.abs(whole));
  return Number(sign * ((product + divisor) / (divisor * 2n))) + 0;
};
