import { nothing } from '@backhaul/contracts';
import { blocked } from './blocked.js';
import { defaultCodes } from './codes.js';
import type { RmaCommand } from './commands.js';
import { contentsOf, draftFrom } from './contents.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { editDue } from './revise-return.js';
import { createRmaEffect } from './rma-draft.js';
import { evolve, type Rma } from './state.js';

type Command<K extends RmaCommand['kind']> = Extract<RmaCommand, { kind: K }>;

/** One RMA per return, whatever repeats. It waits while a value has no mapping; a return that has ended gets none. */
export function authorizeReturn(command: Command<'AuthorizeReturn'>, state: Rma): RmaDecision {
  if (state.requested !== null) return nothing;
  const { initiated, policy, codes = defaultCodes, at } = command;
  const { returnId, externalReturnId, order, initiatedAt: enteredAt } = initiated;
  const data = { externalReturnId, order, enteredAt, policy, ...contentsOf(initiated, codes, policy) };
  const requested: RmaEvent = { type: 'RmaRequested', data, occurredAt: at };
  return thenCreate(returnId, at, [requested, ...blocked(returnId, codes.unmapped, at)], state);
}

/** Every value is mapped now: the RMA goes on by itself. */
export function resumeAuthorization(command: Command<'ResumeAuthorization'>, state: Rma): RmaDecision {
  const { returnId, codes, at } = command;
  if (state.requested === null || state.blockedBy.length === 0) return nothing;
  if (codes.unmapped.length > 0) return { events: blocked(returnId, codes.unmapped, at), calls: [] };
  const event: RmaEvent = { type: 'CodesResolved', data: { byUnit: codes.byUnit }, occurredAt: at };
  const created = thenCreate(returnId, at, [event], state);
  const edited = editDue(returnId, at, created.events.reduce(evolve, state));
  return { events: [...created.events, ...edited.events], calls: [...created.calls, ...edited.calls] };
}

/** Who makes the RMA changed: a backfill took the return over, or the store is in shadow. */
export function setOwner({ returnId, owner, by, reason, at }: Command<'SetOwner'>, state: Rma): RmaDecision {
  const { requested } = state;
  if (requested === null || requested.policy.owner === owner) return nothing;
  return thenCreate(returnId, at, [{ type: 'OwnerSet', data: { owner, by, reason }, occurredAt: at }], state);
}

/** A key is planned once for good: what was not sent in shadow, or was refused, is asked for again under another. */
function thenCreate(returnId: string, at: Date, events: readonly RmaEvent[], before: Rma): RmaDecision {
  const state = events.reduce(evolve, before);
  const { requested, rmaNumber, blockedBy, ended, creation } = state;
  const waits = creation || rmaNumber !== null || ended !== null || blockedBy.length > 0;
  if (requested?.policy.owner !== 'us' || waits) return { events, calls: [] };
  const key = state.creations === 0 ? `rma:${returnId}` : `rma:${returnId}:${state.creations}`;
  const asked: RmaEvent = { type: 'CreationRequested', data: { key }, occurredAt: at };
  const payload = draftFrom(returnId, requested, at);
  return { events: [...events, asked], calls: [{ key, kind: createRmaEffect, payload }] };
}
