import { SetFault } from '../x12/faults.js';
import type { TransactionSet } from '../x12/read-interchange.js';
import type { Around, Incoming } from './incoming.js';
import { read861 } from './read-861.js';
import { read944 } from './read-944.js';
import { read947 } from './read-947.js';
import { read997 } from './read-997.js';

/** What a document of the partner says. @throws SetFault: it is not taken, and the partner is told why */
export function readDocument(set: TransactionSet, around: Around): Incoming {
  if (set.fault !== null) throw set.fault;
  const { receipts } = around.partner;
  if ((set.id === '944' || set.id === '861') && set.id !== receipts)
    throw new SetFault(`a ${set.id} is not agreed, receipts come by ${receipts}`, '1');
  switch (set.id) {
    case '944':
      return { kind: 'receipt', ...read944(set, around) };
    case '861':
      return { kind: 'receipt', ...read861(set, around) };
    case '947':
      return { kind: 'adjustment', ...read947(set, around) };
    case '997':
      return { kind: 'acknowledgement', ...read997(set) };
    default:
      throw new SetFault(`a ${set.id} is not agreed`, '1');
  }
}
