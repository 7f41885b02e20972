import { z } from 'zod';

/** Who does it and why: kept with what was done. */
export const operatorAction = z.object({
  by: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'Name of the person.', examples: ['Dana Ruiz'] }),
  reason: z
    .string()
    .min(1)
    .max(2000)
    .meta({ examples: ['The product is mapped now.'] }),
});

export type OperatorAction = z.infer<typeof operatorAction>;

/** A page of a list, oldest first; `after` is the id of the last item of the page before. */
export const page = z.object({
  after: z
    .string()
    .regex(/^\d{1,18}$/, 'expected the id of the last item seen')
    .exactOptional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
