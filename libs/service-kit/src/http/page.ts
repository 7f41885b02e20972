import { z } from 'zod';

/** How many rows a page has at most. */
export const limitParameter = z.coerce
  .number('expected a whole number from 1 to 200')
  .int('expected a whole number from 1 to 200')
  .min(1, 'expected a whole number from 1 to 200')
  .max(200, 'expected a whole number from 1 to 200')
  .default(50);
