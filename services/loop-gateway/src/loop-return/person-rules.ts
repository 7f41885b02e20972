import type { PersonsCommand } from './commands.js';
import { isLive, type LoopReturn } from './state.js';

/** Why a person is not given what was asked for. */
export interface Refusal {
  /** Stable. */
  readonly code: string;
  /** In words for the person, with what to do instead. */
  readonly text: string;
}

type Rule<C = PersonsCommand> = (command: C, state: LoopReturn) => Refusal | null;

const hasEnded: Rule = (_, { stage }) =>
  isLive(stage)
    ? null
    : { code: 'RETURN_ENDED', text: `The return is ${stage.name}: nothing can be changed any more.` };

/** A second request beside one that may still take effect could pay twice. */
const isUnderWay: Rule = (_, { request, trouble, seen }) => {
  const isOver = request === 'queued' && (trouble?.kind === 'failed' || seen?.owesExchange === true);
  if (isOver || (request !== 'requested' && request !== 'queued')) return null;
  return {
    code: 'PROCESSING_UNDER_WAY',
    text: 'Processing was requested, and it is not over. Look in Loop; when the call is in doubt, resolve it first.',
  };
};

const belongsToOther: Rule = (_, { seen }) =>
  seen?.owner !== 'vendor-link' && seen?.owner !== 'loop'
    ? null
    : { code: 'PROCESSING_NOT_OURS', text: `At this store ${seen.owner} triggers processing: both would pay twice.` };

const isInReview: Rule = (_, { stage }) =>
  stage.name === 'review' ? { code: 'RETURN_IN_REVIEW', text: 'The return is in review already.' } : null;

/** Loop refuses it over its API (contracts/loop.md §3.1). */
const mustNotBeInReview: Rule = (_, { stage }) =>
  stage.name === 'review'
    ? { code: 'RETURN_IN_REVIEW', text: 'Loop cancels no return in review for us. Cancel it in Loop.' }
    : null;

const namesUnits: Rule<Extract<PersonsCommand, { kind: 'RemoveUnits' }>> = ({ unitIds }, { told }) => {
  const unknown = unitIds.filter((unitId) => told?.unitIds.includes(unitId) !== true);
  if (unknown.length === 0) return null;
  return {
    code: 'UNIT_UNKNOWN',
    text: `The return has no unit ${unknown.join(', ')}; it has ${told?.unitIds.join(', ')}.`,
  };
};

/** Only for money and store credit (contracts/loop.md §3.1). */
const hasNoExchange: Rule = (_, { told }) =>
  told?.exchanges === true
    ? { code: 'RETURN_HAS_EXCHANGE', text: 'Loop takes no unit off an exchange for us. Reject the unit in Loop.' }
    : null;

/** The first reason against it; null when there is none. Adding a rule is one name here and one test. */
export function refusalOf(command: PersonsCommand, state: LoopReturn): Refusal | null {
  switch (command.kind) {
    case 'AskProcessing':
      return first(command, state, [hasEnded, isUnderWay, belongsToOther]);
    case 'RemoveUnits':
      return (
        first(command, state, [hasEnded, isUnderWay, belongsToOther, hasNoExchange]) ??
        first(command, state, [namesUnits])
      );
    case 'CancelReturn':
      return first(command, state, [hasEnded, isUnderWay, mustNotBeInReview]);
    case 'FlagReturn':
      return first(command, state, [hasEnded, isInReview]);
  }
}

function first<C>(command: C, state: LoopReturn, rules: readonly Rule<C>[]): Refusal | null {
  for (const rule of rules) {
    const refusal = rule(command, state);
    if (refusal !== null) return refusal;
  }
  return null;
}
