import { VendorError, type VendorErrorCode, type VendorErrorFacts } from '@backhaul/vendor-http';
import { z } from 'zod';
import { fitting } from '../values.js';

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().nullish() }).nullish() }))
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number(),
          throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
        })
        .optional(),
    })
    .optional(),
});
/** What comes back for every GraphQL call, mostly with HTTP 200. */
export type Envelope = z.infer<typeof envelope>;
type GraphqlError = NonNullable<Envelope['errors']>[number];

export const readEnvelope = (body: unknown): Envelope => fitting(envelope, body, 'a GraphQL answer');

const codeOf = (error: GraphqlError): string | undefined => error.extensions?.code ?? undefined;

export const isThrottled = ({ errors = [] }: Envelope): boolean =>
  errors.some((error) => codeOf(error) === 'THROTTLED');

/** How long until the bucket holds what the call asked for (contracts/shopify.md §5). */
export function throttledForMs({ extensions }: Envelope): number {
  const cost = extensions?.cost;
  // Very large stores are throttled for other reasons too, and say no number then.
  if (cost === undefined) return 1000;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  return Math.max(0, ((cost.requestedQueryCost - currentlyAvailable) / restoreRate) * 1000);
}

export function throttled(retryAfterMs: number): VendorError {
  return failure('VENDOR_RATE_LIMITED', 'Shopify throttles our calls', {
    delivered: 'no',
    retryable: true,
    retryAfterMs,
  });
}

/** What top-level errors mean (contracts/shopify.md §1). The same call would bring most of them again: a person has to look. */
export function refusalOf(errors: readonly GraphqlError[]): VendorError {
  const said = errors.map(({ message }) => message).join('; ');
  const codes = errors.flatMap((error) => codeOf(error) ?? []);
  if (codes.includes('INTERNAL_SERVER_ERROR')) {
    return failure('VENDOR_SERVER_ERROR', `Shopify failed: ${said}`, { delivered: 'unknown', retryable: true });
  }
  const reason = `Shopify refused: ${said}${codes.length === 0 ? '' : ` (${codes.join(', ')})`}`;
  return failure('VENDOR_REFUSED', reason, { delivered: 'answered', retryable: false });
}

const failure = (code: VendorErrorCode, message: string, facts: Omit<VendorErrorFacts, 'vendor'>): VendorError =>
  new VendorError(code, message.slice(0, 500), { vendor: 'Shopify', ...facts });
