/** Inside: integer minor units. On AIMS360's wire: a JSON number with two decimals. */
export const toWire = (minor: number): number => minor / 100;
