import { z } from 'zod';

const text = (longest: number) => z.string().trim().min(1).max(longest);
const party = z.strictObject({
  /** ISA05/07: `ZZ` mutually agreed, `01` D-U-N-S, `12` phone. */
  qualifier: z.string().length(2).default('ZZ'),
  id: text(15),
  /** GS02/03 where it is not the id. */
  application: text(15).exactOptional(),
});
const separator = z.string().length(1);
/** A qualifier of N9 or REF; null: the partner does not take it. */
const qualifier = (code: string) => text(3).nullable().default(code);

/** What was agreed with one partner (contracts/rlm-and-3pl.md §4.4: it differs per partner). */
export const partnerSchema = z.strictObject({
  ours: party,
  theirs: party,
  version: z
    .string()
    .regex(/^\d{6}$/)
    .default('004010'),
  interchangeVersion: z
    .string()
    .regex(/^\d{5}$/)
    .default('00401'),
  /** `T` while it is tried out: files of the other kind are refused. */
  usage: z.enum(['P', 'T']).default('P'),
  separators: z
    .strictObject({
      element: separator.default('*'),
      component: separator.default('>'),
      segment: separator.default('~'),
    })
    .prefault({}),
  /** How a return is announced. */
  announce: z.enum(['943', '180']).default('943'),
  /** Which receipts the partner sends. */
  receipts: z.enum(['944', '861']).default('944'),
  qualifiers: z
    .strictObject({
      ra: text(3).default('RZ'),
      externalReturn: qualifier('ZZ'),
      line: text(3).default('LI'),
      reason: qualifier('ZZ'),
      tracking: qualifier('2I'),
      order: qualifier('CO'),
      /** With the value PARTIAL: more will come for the RA. */
      partial: text(3).default('ACC'),
      /** Of a 947: the receipt that is regraded. */
      receipt: text(3).default('RV'),
    })
    .prefault({}),
  /** Reporting code W06-01 of a 943. A partner that takes no changes or cancellations by 943 has null there. */
  reporting: z
    .strictObject({
      new: text(2).default('C'),
      change: text(2).nullable().default('R'),
      cancel: text(2).nullable().default('X'),
    })
    .prefault({}),
  /** Order of the segments in the detail loop of a 180. */
  detailOrder: z
    .array(z.enum(['BLI', 'N9', 'RDR']))
    .length(3)
    .default(['BLI', 'N9', 'RDR']),
  /** Reason of the shopper → RDR-02 of a 180. */
  reasons: z.record(z.string(), z.string().length(2)).default({}),
  /** RDR-02 of a reason that is not listed; null: none is sent. */
  otherReason: z.string().length(2).nullable().default(null),
});
export type Partner = z.infer<typeof partnerSchema>;
