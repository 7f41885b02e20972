import { unreachable } from '@backhaul/contracts';
import type { RaLine } from '../../../rlm-return-authorization/ra-lines.js';
import type { Partner } from '../partner.js';
import type { Segment } from '../x12/segment.js';
import { dateOf, type OutgoingSet } from '../x12/write-interchange.js';
import type { Announcement, Purpose } from './announcement.js';
import { headReferences, itemOf, raNumberOf, reference } from './announced-parts.js';

const purposes = { new: '00', change: '05', cancel: '01' } as const satisfies Record<Purpose, string>;

/** A 180 to a partner that wants an RMA notice (contracts/rlm-and-3pl.md §4.4). @throws BackhaulError EDI_NOT_WRITABLE */
export function write180(announcement: Announcement, partner: Partner): OutgoingSet {
  const { purpose, draft, warehouseCode, at } = announcement;
  return {
    id: '180',
    functionalId: 'AN',
    segments: [
      ['BGN', purposes[purpose], raNumberOf(announcement), dateOf(at)],
      ...headReferences(announcement, partner),
      ['N1', 'ST', warehouseCode, '92', warehouseCode],
      ...draft.lines.flatMap((line) => partner.detailOrder.flatMap((id) => detail(id, line, partner))),
    ],
  };
}

function detail(id: Partner['detailOrder'][number], line: RaLine, partner: Partner): Segment[] {
  switch (id) {
    case 'BLI': {
      const { sku, upc } = itemOf(line);
      const item: Segment = ['BLI', ...sku, String(line.unitIds.length), 'EA'];
      return [upc.length === 0 ? item : [...item, '', '', '', ...upc]];
    }
    case 'N9':
      return reference('N9', partner.qualifiers.line, String(line.lineNo));
    case 'RDR':
      return [['RDR', 'RA', reasonOf(line, partner) ?? '']];
    default:
      return unreachable(id);
  }
}

const reasonOf = ({ reason }: RaLine, { reasons, otherReason }: Partner): string | null =>
  reason === null ? null : (reasons[reason] ?? otherReason);
