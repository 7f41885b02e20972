import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import type { LoopPort } from '../loop/port.js';
import { removeEffect } from '../loop-return/person-asks.js';
import type { ReturnSnapshot } from '../loop-return/snapshot.js';
import { externalIdOf } from '../returns.js';
import { settleRequest, type RequestParts } from './settle-request.js';

interface Parts extends RequestParts {
  clientOf(merchantId: string): LoopPort;
  clock: Clock;
}

/**
 * Takes units off a return, whereupon Loop processes the rest: a request for processing like any other. It is done once the units
 * are gone, and cannot be done twice: the first call ends the return (contracts/loop.md §3.1).
 */
export class RemoveUnits implements EffectHandler {
  readonly kind = removeEffect;

  constructor(private readonly parts: Parts) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const answer = await this.#client(call).removeLines(externalId(call), unitIdsOf(call), signal);
    if (answer.accepted) return { outcome: 'confirmed', result: { queued: true } };
    return { outcome: 'refused', reason: `Loop refused to remove the units: ${answer.reason} (${answer.code})` };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const snapshot = await this.#client(call).readReturn(externalId(call), signal);
    if (snapshot === null) return { outcome: 'unknown', reason: 'Loop no longer shows the return' };
    const left = stillThere(snapshot, unitIdsOf(call));
    if (left.length === 0) return { outcome: 'found', result: { queued: true } };
    if (left.length < unitIdsOf(call).length) {
      return { outcome: 'unknown', reason: `Some of the units are gone, but not ${left.join(', ')}` };
    }
    if (snapshot.state === 'open' || snapshot.state === 'review') return { outcome: 'absent' };
    return { outcome: 'refused', reason: `The return is ${snapshot.state} with the units in it` };
  }

  settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    return settleRequest(tx, call, settled, this.parts);
  }

  #client(call: EffectCall): LoopPort {
    return this.parts.clientOf(call.merchantId);
  }
}

const externalId = (call: EffectCall): string => externalIdOf(call.merchantId, call.subject);
const unitIdsOf = (call: EffectCall): readonly string[] => (call.payload as { unitIds: string[] }).unitIds;
const stillThere = ({ units }: ReturnSnapshot, unitIds: readonly string[]): string[] =>
  unitIds.filter((unitId) => units.some((unit) => unit.unitId === unitId));
