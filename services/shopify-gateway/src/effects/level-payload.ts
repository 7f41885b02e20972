import { z } from 'zod';
import type { ExportedLevel } from '../inventory-level/commands.js';

const payload = z.object({
  exportId: z.string(),
  returnId: z.string().nullable(),
  sku: z.string(),
  locationId: z.string(),
  available: z.int(),
  exportedAt: z.iso.datetime().transform((value) => new Date(value)),
});

/** The level that a planned call carries. */
export const levelOf = (call: { payload: unknown }): ExportedLevel => payload.parse(call.payload);
