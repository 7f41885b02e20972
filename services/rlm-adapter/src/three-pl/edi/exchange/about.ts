import type { ReportedReceipt } from '../../port.js';
import { referenceIn } from '../documents/incoming.js';
import type { TransactionSet } from '../x12/read-interchange.js';
import { element } from '../x12/segment.js';
import type { ReceivedDocument } from './received-documents.js';

/** What a document that is not taken is about, as far as it can be seen. */
export function aboutOf(
  { segments }: TransactionSet,
  qualifier: string,
): Pick<ReceivedDocument, 'raNumber' | 'receiptId'> {
  const head = segments.find(([id]) => id === 'W17' || id === 'BRA');
  const [number, ra] = head?.[0] === 'W17' ? [element(head, 3), element(head, 4)] : [head && element(head, 1), ''];
  return { raNumber: referenceIn(segments, qualifier) ?? (ra || null), receiptId: number || null };
}

/** The same for two receipts that say the same, whenever they were sent. */
export function contentsOf({ raNumber, receipt: { warehouse, final, lines } }: ReportedReceipt): string {
  const sorted = lines.map((line) => Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify([raNumber, warehouse, final, sorted]);
}
