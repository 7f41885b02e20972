import { z } from 'zod';
import type { RaDraft } from '../../rlm-return-authorization/authorize.js';
import type { MadeRa, RaLine } from '../../rlm-return-authorization/ra-lines.js';

const number = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/, 'expected a number of at most 9 digits');

/** The RAs that a person made of one return. `lines`: the numbers of the task's lines that are on it; left out where there is one RA. */
export const saidRas = z.array(
  z.object({
    raNumber: number,
    division: z.int().positive().exactOptional(),
    lines: z.array(z.int().positive()).min(1).max(200).exactOptional(),
  }),
);
type SaidRas = z.infer<typeof saidRas>;

/** The credit that a person made of a refund. `total`: with its misc. charges; left out where there is none. */
export const saidCredit = z.object({
  creditNumber: number,
  total: z
    .string()
    .regex(/^-?\d{1,9}(\.\d{1,3})?$/, 'expected an amount such as 87.10')
    .exactOptional(),
});
export type SaidCredit = z.infer<typeof saidCredit>;

/** The RAs with the return's lines on them; null when a line is on none of them, or on two. */
export function rasOf({ lines, policy }: RaDraft, said: SaidRas): MadeRa[] | null {
  const all = lines.map(({ lineNo }) => lineNo);
  const placed = said.flatMap((ra) => ra.lines ?? all);
  const isWhole = placed.length === all.length && all.every((lineNo) => placed.includes(lineNo));
  const isOnce = new Set(said.map(({ raNumber }) => raNumber)).size === said.length;
  if (!isWhole || !isOnce) return null;
  return said.map(({ raNumber, division, lines: own = all }) => ({
    raNumber,
    division: division ?? policy.division ?? 0,
    lines: lines.filter(({ lineNo }) => own.includes(lineNo)).map(renumbered),
  }));
}

/** Each RA counts its lines from 1. */
const renumbered = (line: RaLine, index: number): RaLine => ({ ...line, lineNo: index + 1 });
