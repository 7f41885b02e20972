import { z } from 'zod';

/** Whole minor units (cents for USD) with their ISO 4217 currency. May be negative where a field says so. */
export const moneySchema = z
  .object({
    amount: z.int().meta({ description: 'Whole minor units: 13608 is 136.08 in USD.' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ description: 'ISO 4217 code.' }),
  })
  .meta({ description: 'Integer minor units with a currency. Never a float.' });

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC.' });

/** Our id of a return: merchant id, a dash, the return id that the shopper sees. */
export const returnIdSchema = z
  .string()
  .min(3)
  .max(120)
  .meta({ description: 'Return id: merchant id, dash, the return number that the shopper sees.' });

/** A document number as the system that wrote it prints it. */
export const documentNumber = z.string().min(1).max(64);

/** What condition goods were found in (contracts/rlm-and-3pl.md §4.2). */
export const conditionSchema = z.enum(['good', 'damaged', 'defective', 'worn', 'missing-parts']);

/** Which stock goods belong to: sellable, or the damages warehouse. */
export const qualitySchema = z.enum(['first', 'second']);

/** Name of the system outside that holds the document or made the fact, for people ('AIMS360', 'RLM', 'Shopify' …). */
export const systemName = z.string().min(1).max(40);
