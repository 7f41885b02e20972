import { padded } from './decimals.js';

const SYMBOLS: Record<string, string> = { USD: '$', CAD: '$', AUD: '$', EUR: '€', GBP: '£' };

/** As Shopify writes money into messages: `$25.00`. */
export const displayAmount = (amount: number, currency: string): string =>
  `${SYMBOLS[currency] ?? `${currency} `}${padded(amount, currency)}`;
