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

/** Goods arrived; each unit with its condition. */
export const receiptRecorded = defineEvent({
  type: 'ReceiptRecorded',
  version: 1,
  publishers: erpAdapters,
  summary: 'Goods arrived; each unit with its condition.',
  schema: z.object({
    returnId: returnIdSchema,
    receiptId: z.string().min(1),
    documentNumber: documentNumber.meta({ description: 'The RMA or RA that it was received against.' }),
    receivedAt: instant,
    warehouse: z.string().nullable(),
    final: z.boolean().meta({ description: 'No more units are expected for this authorisation.' }),
    units: z.array(
      z.object({
        unitId: z.string().nullable().meta({ description: 'null: a unit that nobody announced.' }),
        sku: z.string().nullable(),
        condition: conditionSchema,
        quality: qualitySchema,
        exception: z.enum(['over', 'wrong-item', 'unexpected', 'rejected']).nullable(),
        note: z.string().nullable(),
      }),
    ),
    system: systemName,
  }),
});
