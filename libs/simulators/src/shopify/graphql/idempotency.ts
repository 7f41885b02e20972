import { getDirectiveValues, GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Context } from './context.js';

/** Why a repeated key is turned away. */
export type IdempotencyRefusal =
  'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' | 'IDEMPOTENCY_CONCURRENT_REQUEST' | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED';

export const REFUSAL_TEXT: Record<IdempotencyRefusal, string> = {
  IDEMPOTENCY_CONCURRENT_REQUEST: 'This request is currently in progress, please try again.',
  IDEMPOTENCY_KEY_PARAMETER_MISMATCH: 'The same idempotency key cannot be used with different operation parameters.',
  IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED:
    'A previous request with this idempotency key failed. Retry with a new idempotency key.',
};

const LIFETIME_MS = 24 * 3_600_000;

/** A mutation that can be repeated under a key. */
export interface Repeatable<Answer> {
  /** Does it; `result` is null when it was refused. */
  run(): { answer: Answer; result: string | null };
  /** The answer again, rebuilt from today's state. */
  replay(result: string): Answer;
  refuse(reason: IdempotencyRefusal): Answer;
}

/** Runs a mutation under its `@idempotent` key (shopify.md §4): keys live 24 h from their first use. */
export function idempotently<Answer>(
  args: unknown,
  context: Context,
  info: GraphQLResolveInfo,
  mutation: Repeatable<Answer>,
): Answer {
  const key = keyOf(context, info);
  if (key === undefined || context.shop.ignoreIdempotencyKeys) return mutation.run().answer;
  const runs = context.kernel.state.idempotency;
  const name = `${context.shop.domain}/${key}`;
  const fingerprint = JSON.stringify([info.fieldName, args]);
  const now = context.kernel.clock.now();
  const earlier = runs[name];
  if (earlier !== undefined && now.getTime() - Date.parse(earlier.startedAt) < LIFETIME_MS) {
    if (earlier.outcome === 'running') return mutation.refuse('IDEMPOTENCY_CONCURRENT_REQUEST');
    if (earlier.fingerprint !== fingerprint) return mutation.refuse('IDEMPOTENCY_KEY_PARAMETER_MISMATCH');
    if (earlier.result === null) return mutation.refuse('IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED');
    return mutation.replay(earlier.result);
  }
  const { answer, result } = mutation.run();
  runs[name] = { fingerprint, startedAt: now.toISOString(), outcome: result === null ? 'failed' : 'done', result };
  return answer;
}

function keyOf({ version }: Context, info: GraphQLResolveInfo): string | undefined {
  const directive = info.schema.getDirective('idempotent');
  const node = info.fieldNodes[0];
  const values = directive && node ? getDirectiveValues(directive, node, info.variableValues) : undefined;
  const key: unknown = values?.key;
  if (key === undefined) {
    if (version < '2026-04') return undefined;
    throw new GraphQLError('The @idempotent directive is required for this mutation but was not provided.');
  }
  if (typeof key !== 'string' || key.trim() === '') throw new GraphQLError('The idempotency key cannot be blank.');
  return key;
}
