import { displayMoney, type Money } from '@backhaul/money';
import { z } from 'zod';

/** Money as the API shows it. */
export const moneyView = z
  .object({
    amount: z.int().meta({ description: 'Whole minor units: 13608 is 136.08 in USD.' }),
    currency: z.string().meta({ description: 'ISO 4217.' }),
    display: z.string().meta({ description: 'For people.' }),
  })
  .meta({ description: 'Money, exact.', examples: [{ amount: 13608, currency: 'USD', display: '136.08 USD' }] });
export type MoneyView = z.infer<typeof moneyView>;

/** Money for the API. */
export function shown({ amount, currency }: Money): MoneyView {
  return { amount, currency, display: displayMoney({ amount, currency }) };
}
