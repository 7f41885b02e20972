import { moneyView } from '@backhaul/service-kit';
import { z } from 'zod';
import { clearingAccounts } from '../journal/books/chart.js';
import { owners } from '../projections/open-item-rows.js';
import { openItemKinds } from '../status/open-item.js';

/** Value that stands on a clearing account of a return. */
export const openItem = z.object({
  returnId: z.string().meta({ examples: ['northfold-88120045'] }),
  merchantId: z.string(),
  externalReturnId: z.string().nullable(),
  orderName: z.string().nullable(),
  account: z.enum(clearingAccounts),
  balance: moneyView.meta({ description: 'Debit positive, credit negative.' }),
  kind: z.enum(openItemKinds).meta({ description: 'Which document is missing or differs.' }),
  reason: z.string().meta({ examples: ['136.08 USD of credit in AIMS360 that nothing has used up'] }),
  owner: z.enum(owners).meta({ description: 'process: nobody has to do anything, the next step comes by itself.' }),
  waitingFor: z.array(z.string()).meta({ description: 'Who has to do what; never empty.' }),
  since: z.string().meta({ description: 'When the account last left 0.00. ISO 8601, UTC.' }),
  ageHours: z.int(),
});
export type OpenItemView = z.infer<typeof openItem>;

/** One page of open items. */
export const openItemPage = z.object({
  items: z.array(openItem),
  next: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; null on the last.' }),
});
export type OpenItemPageView = z.infer<typeof openItemPage>;

/** What stands open altogether. */
export const openItemTotals = z.object({
  totals: z.array(
    z.object({
      account: z.enum(clearingAccounts),
      kind: z.enum(openItemKinds),
      balance: moneyView,
      items: z.int(),
    }),
  ),
});
export type OpenItemTotalsView = z.infer<typeof openItemTotals>;
