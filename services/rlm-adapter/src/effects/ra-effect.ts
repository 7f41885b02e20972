import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, LookUp, Settled } from '@backhaul/effects';
import type { SendHandler } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall, type Executed } from '@backhaul/service-kit';
import type { VendorError } from '@backhaul/vendor-http';
import { jobLog } from '../jobs/job-log.js';
import { returnAuthorizations } from '../return-authorizations.js';
import type { RaCommand, RaOperation } from '../rlm-return-authorization/commands.js';
import { PersonNeeded } from '../rlm/person-needed.js';
import type { Trigger } from '../config.js';
import type { VendorCall } from '../vendor-call.js';
import { handWorkIn, leftToPerson } from './hand-work.js';
import { ALREADY, decisionRows, jobRow, type ItemOfCall } from './job-rows.js';
import { refusalOf, wordsOf } from './vendor-refusal.js';

/** A call as it goes out for a merchant. */
export interface OutgoingCall extends VendorCall {
  readonly merchantId: string;
}

/** What makes one kind of call different from another. `P` is its payload, `R` its result; both are stored as JSON. */
export interface RaEffect<P, R extends object> {
  readonly kind: string;
  /** Under which name a refusal is shown to a person. */
  readonly operation: RaOperation;
  /** The key of the configuration that says who does it; without it, we do. */
  readonly trigger?: Trigger;
  /** Makes the call. */
  send(payload: P, call: OutgoingCall): Promise<R>;
  /**
   * What is there under our reference; null when nothing is, for certain. Left out where making the call again under its key
   * changes nothing: the repetition is the look-up.
   */
  find?(payload: P, call: OutgoingCall): Promise<R | null>;
  /** Of what was found after a doubt: null when our own call made it; otherwise the vendor's word that somebody else did. */
  foreign?(payload: P, call: OutgoingCall): Promise<string | null>;
  /** What shows that somebody else did it, where `find` does not tell. */
  watch?(payload: P, call: OutgoingCall): Promise<R | null>;
  /** Why an answer is none: the vendor understood and did nothing. A person may retry the call later. */
  refusalIn?(result: R): string | null;
  /** What the result means to the return; null when nothing. */
  confirmed(payload: P, result: R, at: Date, call: EffectCall): RaCommand | null;
  /** What such a refusal means, where it is more than work for a person; null otherwise. */
  refused?(payload: P, result: R, at: Date, callKey: string): RaCommand | null;
  /** The item on whose job's screen the call is a row. `result`: what the vendor answered; null when it was refused. */
  item(payload: P, result: R | null): ItemOfCall;
  /** The exact values that a person needs who looks after the call. */
  values(payload: P): Record<string, string>;
  /** More to write in the same transaction. */
  also?(tx: Queryable, payload: P, result: R, call: EffectCall): Promise<void>;
  /** What else follows once the return knows the result, in the same transaction. */
  after?(tx: Queryable, payload: P, result: R, call: EffectCall, at: Date): Promise<void>;
  /** The same, when it was refused. */
  alsoRefused?(tx: Queryable, payload: P, reason: string, call: EffectCall): Promise<void>;
}

/** Carries one kind of call: a conflict is looked up, a refusal goes to a person, a result becomes a command. */
export function raEffect<P, R extends object>(effect: RaEffect<P, R>, clock: Clock): SendHandler {
  const payloadOf = (call: EffectCall): P => call.payload as P;
  return {
    kind: effect.kind,
    async send(call, signal): Promise<Answer> {
      try {
        return answerOf(effect, await effect.send(payloadOf(call), outgoing(call, signal)));
      } catch (error) {
        if (error instanceof PersonNeeded) return leftToPerson(error);
        return answerToRefusal(effect, call, refusalOf(error), signal);
      }
    },
    lookUp: (call, signal) => lookUp(effect, call, signal),
    async settle(tx, call, settled): Promise<void> {
      if (settled.status === 'confirmed') await effect.also?.(tx, payloadOf(call), settled.result as R, call);
      if (settled.status === 'refused') await effect.alsoRefused?.(tx, payloadOf(call), settled.reason, call);
      const at = clock.now();
      const led: Executed<unknown>[] = [];
      for (const command of commandsOf(effect, call, settled, at))
        led.push(await returnAuthorizations.execute(tx, call.subject, command, causeOfCall(call)));
      const confirmed = settled.status === 'confirmed' ? (settled.result as R) : null;
      if (confirmed !== null) await effect.after?.(tx, payloadOf(call), confirmed, call, at);
      const rows = [jobRow(call, effect.item(payloadOf(call), confirmed), settled), ...decisionRows(call, led)];
      for (const row of rows) await jobLog.record(tx, { ...row, at });
    },
    async shadowed(tx, call) {
      const { subject: returnId, key, kind, payload } = call;
      const at = clock.now();
      const cause = causeOfCall(call);
      const said = { by: 'shadow mode', reason: `${kind} was not sent` };
      const left = { kind: 'SetOwner', returnId, owner: 'observe-only', ...said, at } as const;
      await returnAuthorizations.execute(tx, returnId, left, cause);
      const watch = { kind: 'LeaveCall', returnId, call: { key, kind, payload }, at } as const;
      await returnAuthorizations.execute(tx, returnId, watch, cause);
    },
  };
}

/** What is there of a call that somebody else makes; null: nothing yet. What leaves no trace is not waited for. */
export async function seenOf<P, R extends object>(
  effect: RaEffect<P, R>,
  call: EffectCall,
  signal: AbortSignal,
): Promise<Answer | 'no-trace' | null> {
  const [payload, way] = [call.payload as P, outgoing(call, signal)];
  if (effect.watch === undefined && effect.find === undefined) return 'no-trace';
  const found = (await (effect.watch === undefined ? effect.find?.(payload, way) : effect.watch(payload, way))) ?? null;
  return found === null ? null : answerOf(effect, found);
}

const outgoing = ({ key, correlationId, merchantId }: EffectCall, signal: AbortSignal): OutgoingCall => ({
  ...{ key, correlationId, merchantId },
  signal,
});

function answerOf<P, R extends object>(effect: RaEffect<P, R>, result: R): Answer {
  const reason = effect.refusalIn?.(result) ?? null;
  return reason === null ? { outcome: 'confirmed', result } : { outcome: 'refused', reason, result };
}

/** A conflict often means that it was done before: then it is there, and the vendor's word for that is kept. */
async function answerToRefusal<P, R extends object>(
  effect: RaEffect<P, R>,
  call: EffectCall,
  error: VendorError,
  signal: AbortSignal,
): Promise<Answer> {
  const mayBeThere = error.status === 409;
  const found = mayBeThere ? await effect.find?.(call.payload as P, outgoing(call, signal)) : null;
  return found
    ? answerOf(effect, { ...found, [ALREADY]: wordsOf(error) })
    : { outcome: 'refused', reason: wordsOf(error) };
}

async function lookUp<P, R extends object>(
  effect: RaEffect<P, R>,
  call: EffectCall,
  signal: AbortSignal,
): Promise<LookUp> {
  if (effect.find === undefined) return sendAgain(effect, call, signal);
  const [payload, way] = [call.payload as P, outgoing(call, signal)];
  const found = await effect.find(payload, way);
  if (found === null) return { outcome: 'absent' };
  const foreign = (await effect.foreign?.(payload, way)) ?? null;
  return lookedUp(answerOf(effect, foreign === null ? found : { ...found, [ALREADY]: foreign }));
}

async function sendAgain<P, R extends object>(
  effect: RaEffect<P, R>,
  call: EffectCall,
  signal: AbortSignal,
): Promise<LookUp> {
  try {
    return lookedUp(answerOf(effect, await effect.send(call.payload as P, outgoing(call, signal))));
  } catch (error) {
    return { outcome: 'refused', reason: wordsOf(refusalOf(error)) };
  }
}

const lookedUp = (answer: Answer): LookUp =>
  answer.outcome === 'confirmed' ? { outcome: 'found', result: answer.result } : answer;

function commandsOf<P, R extends object>(
  effect: RaEffect<P, R>,
  call: EffectCall,
  settled: Settled,
  at: Date,
): RaCommand[] {
  const { subject: returnId, key: callKey } = call;
  const { operation } = effect;
  const payload = call.payload as P;
  if (settled.status === 'confirmed') {
    const command = effect.confirmed(payload, settled.result as R, at, call);
    return [...(command === null ? [] : [command]), { kind: 'RecordSuccess', returnId, operation, callKey, at }];
  }
  const byHand = handWorkIn(settled);
  const answered = settled.status === 'refused' && settled.result !== undefined && byHand === null;
  const command = answered ? (effect.refused?.(payload, settled.result as R, at, callKey) ?? null) : null;
  if (command !== null) return [command];
  const inDoubt = settled.status === 'needs-person';
  const { reason } = settled;
  const values = { ...effect.values(payload), ...byHand?.values };
  const refusal = { kind: 'RecordRefusal', returnId, operation, callKey, reason, inDoubt, values, at } as const;
  return [byHand === null ? refusal : { ...refusal, byHand: true }];
}
