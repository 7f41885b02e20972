// ISO 4217, by digits; every other currency has 2. Not taken from Intl: ICU gives HUF, COP, IDR, IQD and others 0 digits,
// and changes with the Node version, which would silently change what an amount that is already stored means.
const exceptions: readonly (readonly [number, string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const digitsByCurrency = new Map(
  exceptions.flatMap(([digits, currencies]) => currencies.split(' ').map((currency) => [currency, digits] as const)),
);

/** How many decimals a currency has: USD 2, JPY 0, KWD 3. */
export function digitsOf(currency: string): number {
  return digitsByCurrency.get(currency) ?? 2;
}
