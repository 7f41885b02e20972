import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import {
  conditionSchema,
  documentNumber,
  instant,
  qualitySchema,
  returnIdSchema,
  systemName,
} from '../schema/parts.js';

const unitOfVersion1 = z.object({
  unitId: z.string().nullable().meta({ description: 'null: a unit that nobody announced.' }),
  sku: z.string().nullable(),
  condition: conditionSchema,
  quality: qualitySchema,
  exception: z.enum(['over', 'wrong-item', 'unexpected', 'rejected']).nullable(),
  note: z.string().nullable(),
});

const version1 = z.object({
  returnId: returnIdSchema,
  receiptId: z.string().min(1),
  documentNumber: documentNumber.meta({ description: 'The RMA or RA that it was received against.' }),
  receivedAt: instant,
  warehouse: z.string().nullable(),
  final: z.boolean().meta({ description: 'No more units are expected for this authorisation.' }),
  units: z.array(unitOfVersion1),
  system: systemName,
});

const version2 = z.object({
  ...version1.shape,
  units: z.array(
    z.object({
      ...unitOfVersion1.shape,
      disposition: z.enum(['restock', 'seconds', 'write-off', 'undecided']).meta({
        description: 'What becomes of the unit: back to sellable stock, to the seconds, or out of stock for good.',
      }),
      exception: z
        .enum(['over', 'wrong-item', 'unexpected', 'rejected', 'late', 'blind', 'unknown-sku', 'destroyed'])
        .nullable()
        .meta({ description: 'Why the unit is on a worklist; null when it is as announced.' }),
    }),
  ),
});

/** Goods arrived; each unit with its condition. */
export const receiptRecorded = defineEvent({
  type: 'ReceiptRecorded',
  version: 2,
  publishers: erpAdapters,
  summary: 'Goods arrived; each unit with its condition.',
  schema: version2,
  earlier: [
    {
      schema: version1,
      // Version 1 told the quality alone; what was of second quality went to the seconds.
      upcast: (data: z.infer<typeof version1>): z.infer<typeof version2> => ({
        ...data,
        units: data.units.map((unit) => ({ ...unit, disposition: unit.quality === 'first' ? 'restock' : 'seconds' })),
      }),
    },
  ],
});
