import { z } from 'zod';
import { Refused } from '../failures.js';

const preview = z.looseObject({
  count: z.int(),
  keys: z.int(),
  sample: z.array(
    z.looseObject({
      id: z.string(),
      key: z.string(),
      type: z.string().nullable(),
      reasonCode: z.string(),
      reason: z.string(),
      parkedAt: z.string(),
      follows: z.int(),
    }),
  ),
});

/** What a replay would do: the answer of a service to one that was not confirmed. */
export type Preview = z.infer<typeof preview>;

/** RFC 9457, as far as it is shown. */
export const problemBody = z.looseObject({
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.looseObject({ path: z.string(), expected: z.string() })).optional(),
  preview: preview.optional(),
});

/** A service said no. */
export class Problem extends Refused {
  readonly status: number;
  readonly preview: Preview | undefined;

  constructor(where: string, body: z.infer<typeof problemBody>) {
    const fields = (body.errors ?? []).map(({ path, expected }) => `\n  ${path}: ${expected}`);
    super(`${where}: ${body.detail}${fields.join('')}${hints[body.status] ?? ''}`);
    this.status = body.status;
    this.preview = body.preview;
  }
}

const hints: Readonly<Record<number, string>> = {
  401: '\nBACKHAUL_TOKEN has to be a token that stands, as a SHA-256, under `tokens` in the configuration of the services.',
  403: '\nUse the token of somebody who may do this.',
};
