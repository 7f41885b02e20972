import { BackhaulError } from '@backhaul/contracts';
import type { Partner } from '../partner.js';
import type { Segment } from '../x12/segment.js';
import { dateOf, type OutgoingSet } from '../x12/write-interchange.js';
import type { Announcement } from './announcement.js';
import { freeText, headReferences, itemOf, raNumberOf, reference } from './announced-parts.js';

/** A 943 that authorises the warehouse to accept a return (contracts/rlm-and-3pl.md §4.4). @throws BackhaulError EDI_NOT_WRITABLE */
export function write943(announcement: Announcement, partner: Partner): OutgoingSet {
  const { draft, warehouseCode, at } = announcement;
  const units = draft.lines.reduce((sum, { unitIds }) => sum + unitIds.length, 0);
  return {
    id: '943',
    functionalId: 'AR',
    segments: [
      ['W06', reportingCode(announcement, partner), raNumberOf(announcement), dateOf(at), draft.externalReturnId],
      ['N1', 'WH', warehouseCode, '92', warehouseCode],
      ...headReferences(announcement, partner),
      ...draft.lines.flatMap((line): Segment[] => {
        const { sku, upc } = itemOf(line);
        return [
          // W04-03 is the UPC of a case, which this is not.
          ['W04', String(line.unitIds.length), 'EA', '', ...sku, ...upc],
          ...reference('N9', partner.qualifiers.line, String(line.lineNo)),
          ...reference('N9', partner.qualifiers.reason, line.reason && freeText(line.reason, partner, 30)),
        ];
      }),
      ['W03', String(units)],
    ],
  };
}

function reportingCode({ purpose, draft }: Announcement, { reporting }: Partner): string {
  const code = reporting[purpose];
  if (code !== null) return code;
  throw new BackhaulError(
    'EDI_NOT_WRITABLE',
    `the partner takes no ${purpose} of RA ${draft.raNumber} by 943: tell the warehouse`,
  );
}
