import { displayMoney } from '@backhaul/money';
import type { Published } from '@backhaul/contracts';
import { accountNames } from './books/chart.js';
import type { Entry } from './books/entry.js';

/** The task for finance when a document that is in the books comes back with another content. */
export function booksChanged(returnId: string, standing: Entry, other: Entry): Published<'TaskOpened'> {
  return {
    type: 'TaskOpened',
    occurredAt: new Date(other.learnedAt),
    data: {
      // Named after the content that was not posted, so that the same difference is one task.
      taskId: `books-changed:${returnId}:${other.id}`,
      returnId,
      kind: 'books-changed',
      title: `${standing.description} is in the books with other amounts`,
      why: 'A document that was posted came back with another content. Nothing was changed in the books; find out which is right and correct the other.',
      values: { document: standing.documentNumber ?? '', posted: linesAsText(standing), reported: linesAsText(other) },
      role: 'finance',
      openedAt: other.learnedAt,
    },
  };
}

function linesAsText({ lines }: Entry): string {
  return lines.map(({ account, amount }) => `${accountNames[account]} ${displayMoney(amount)}`).join(', ');
}
