import fc from 'fast-check';

/** Minor units of which a few hundred can be added without leaving the safe integers. */
export const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

/** With 0, 2, 3 and 4 digits. */
export const currencies = fc.constantFrom('USD', 'EUR', 'CAD', 'HUF', 'JPY', 'KRW', 'KWD', 'CLF');
