import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { Transactions } from '../boot/transactions.js';
import type { Mistake } from '../config/mistakes.js';
import { conflict, HttpProblem } from '../http/problem.js';
import { COMMAND_RUNNING, visibleError } from '../http/to-problem.js';
import { actionLog, type ActionResult } from './action-log.js';
import type { PersonCommand } from './person-command.js';

/**
 * Does what persons ask for, once per `Idempotency-Key`: the answer is stored in the transaction of the effects, so that
 * whoever repeats a request gets the first answer and no second effect. Everything is recorded, refusals too.
 */
export class PersonCommands {
  constructor(private readonly transactions: Transactions) {}

  /**
   * `work` may run more than once and must do nothing outside the transaction. What it returns has to be JSON.
   * @throws HttpProblem the refusal that `work` threw, now or at the first time; 409 IDEMPOTENCY_KEY_REUSED or COMMAND_RUNNING
   */
  async run<T>(command: PersonCommand, work: (tx: Queryable) => Promise<T>): Promise<T> {
    const { status, result } = await this.transactions.run((tx) => once(tx, command, work));
    if (status >= 400) throw refusalOf(status, result);
    // What was stored is what this work returned, then or now.
    return result as T;
  }
}

async function once(
  tx: Queryable,
  command: PersonCommand,
  work: (tx: Queryable) => Promise<unknown>,
): Promise<ActionResult> {
  if (!(await actionLog.lock(tx, command))) {
    throw conflict(COMMAND_RUNNING, 'This request is being worked on. Send it again, with the same key, in a moment.');
  }
  const before = await actionLog.find(tx, command);
  if (before?.sameBody === true) return before;
  if (before !== undefined) {
    throw conflict(
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key belongs to a request with another body. Choose a new one for what you want done now.',
    );
  }
  const done = await resultOf(tx, work);
  const result = await actionLog.record(tx, command, done);
  await actionLog.forgetOldKeys(tx);
  return { status: done.status, result };
}

/** A refusal undoes what the work had begun, and is kept. What may go well later is neither answer nor refusal. */
async function resultOf(tx: Queryable, work: (tx: Queryable) => Promise<unknown>): Promise<ActionResult> {
  await tx.query('SAVEPOINT work');
  try {
    return { status: 200, result: await work(tx) };
  } catch (error) {
    if (error instanceof BackhaulError && error.retryable) throw error;
    const { status, ...result } = visibleError(error);
    if (status >= 500) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT work');
    return { status, result };
  }
}

function refusalOf(status: number, result: unknown): HttpProblem {
  const { code, detail, errors } = result as { code: string; detail: string; errors?: readonly Mistake[] };
  return new HttpProblem(status, code, detail, errors);
}
