import type { Row } from '@backhaul/service-kit';
import type { Facts } from '../journal/facts.js';
import { openItemsOf } from '../status/open-item.js';
import { openTasks } from '../status/tasks.js';
import type { Summary } from './summary.js';

/** Who has to move before an open item closes: a role, or nobody while everything goes on by itself. */
export const owners = ['operator', 'finance', 'process'] as const;
type Owner = (typeof owners)[number];

/** One row per clearing account of the return that is not at 0.00. */
export function openItemRows(summary: Summary, facts: Facts): Row[] {
  const { returnId, merchantId, externalReturnId, orderName, waitingFor } = summary;
  return openItemsOf(facts).map(({ account, amount, kind, reason, since }) => ({
    return_id: returnId,
    item_id: `${returnId} ${account} ${amount.currency}`,
    merchant_id: merchantId,
    external_return_id: externalReturnId,
    order_name: orderName,
    account,
    amount: amount.amount,
    currency: amount.currency,
    kind,
    reason,
    owner: ownerOf(facts, waitingFor),
    waiting_for: waitingFor,
    since,
  }));
}

/** A task says who does it; what stands in the books alone is for finance. */
function ownerOf(facts: Facts, waitingFor: readonly string[]): Owner {
  const [task] = openTasks(facts);
  if (task !== undefined) return task.role;
  if (waitingFor.some((what) => what.startsWith('finance '))) return 'finance';
  return waitingFor.some((what) => what.startsWith('a person')) ? 'operator' : 'process';
}
