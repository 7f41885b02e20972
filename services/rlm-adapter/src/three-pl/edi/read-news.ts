import { BackhaulError } from '@backhaul/contracts';
import type { EdiSection } from './section.js';
import type { RawNews, WarehouseNews } from '../port.js';
import { assertAddressed, faultOf } from './documents/addressed.js';
import type { Incoming } from './documents/incoming.js';
import { readDocument } from './documents/read-document.js';
import { messageIn } from './exchange/answer.js';
import { textOf } from './exchange/excerpt.js';
import { InterchangeFault, SetFault } from './x12/faults.js';
import { readInterchange } from './x12/read-interchange.js';

/** What a document of the partner says, as it came out of the intake. @throws BackhaulError RECEIPT_NOT_UNDERSTOOD */
export function readNews({ body, headers }: Pick<RawNews, 'body' | 'headers'>, section: EdiSection): WarehouseNews[] {
  const message = messageIn(headers);
  if (message !== null && headers['outcome'] === 'missing')
    return [{ kind: 'answer', ...message, outcome: 'missing', reasons: [] }];
  try {
    return documentsIn(body, section).map((incoming) => newsOf(incoming, headers));
  } catch (error) {
    if (error instanceof InterchangeFault || error instanceof SetFault)
      throw notUnderstood(headers['problem'] ?? error.message, headers);
    throw error;
  }
}

function documentsIn(body: Buffer, { partner, warehouseCode }: EdiSection): Incoming[] {
  const interchange = readInterchange(textOf(body));
  assertAddressed(interchange, partner);
  return interchange.groups.flatMap((group) => {
    const fault = faultOf(group, partner);
    if (fault !== null) throw new InterchangeFault(`group ${group.control}: ${fault.text}`);
    return group.sets.map((set) => readDocument(set, { partner, warehouseCode, groupAt: group.at }));
  });
}

function newsOf(incoming: Incoming, headers: Record<string, string>): WarehouseNews {
  // Only the folder knew it: numbers used before, an answer to nothing of ours.
  if (headers['problem'] !== undefined) throw notUnderstood(headers['problem'], headers);
  switch (incoming.kind) {
    case 'receipt':
      return { ...incoming, receipt: { ...incoming.receipt, revision: Number(headers['revision'] ?? 1) } };
    case 'adjustment':
      return incoming;
    case 'acknowledgement': {
      const message = messageIn(headers);
      if (message === null) throw notUnderstood('the 997 answers nothing of ours', headers);
      const outcome = incoming.accepted ? 'accepted' : 'rejected';
      return { kind: 'answer', ...message, outcome, reasons: incoming.reasons };
    }
  }
}

const notUnderstood = (text: string, { file = 'a file' }: Record<string, string>): BackhaulError =>
  new BackhaulError('RECEIPT_NOT_UNDERSTOOD', `${file}: ${text}`);
