import { effectsStore, type CallRecord } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import {
  CommandRoute,
  conflict,
  CurrentCommand,
  notFound,
  Nudge,
  PersonCommands,
  ProblemResponses,
  reasoned,
  type PersonCommand,
} from '@backhaul/service-kit';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { z } from 'zod';
import { handWorkIn } from '../effects/hand-work.js';
import { raIndex } from '../ra-index.js';
import { saidCredit, saidRas, rasOf } from '../rlm/soap/said.js';
import { createRaEffect } from '../rlm-return-authorization/ask-for-ras.js';
import type { RaDraft } from '../rlm-return-authorization/authorize.js';
import { importRefundEffect } from '../rlm-return-authorization/refunds.js';
import { spoken } from '../rlm/soap/word.js';

const keyParameter = z.string().min(1).max(300);
const done = reasoned.extend({
  ras: saidRas.min(1).max(20).exactOptional().meta({
    description: 'The RAs, where one was to be created; `lines` names the lines of the task where there are several.',
  }),
  credit: saidCredit.exactOptional().meta({ description: 'The credit invoice, where a refund was to be entered.' }),
});
type Done = z.infer<typeof done>;

/** Says that what a task asked for was done in RLM, where RLM has no call for it. */
@ApiTags('hand-work')
@Controller('hand-work')
export class HandWorkController {
  constructor(
    private readonly pool: Pool,
    private readonly commands: PersonCommands,
    private readonly nudge: Nudge,
  ) {}

  /** `call`: the value of that name on the task. The return goes on at once. */
  @Post(':call/done')
  @CommandRoute('operator')
  @ProblemResponses(400, 401, 403, 404, 503)
  async done(
    @Param('call', { schema: keyParameter }) callKey: string,
    @Body({ schema: done }) body: Done,
    @CurrentCommand() person: PersonCommand,
  ): Promise<{ call: string; status: 'told' }> {
    const { merchantId } = await this.#call(callKey);
    const told = await this.commands.run({ ...person, merchantId }, async (tx) => {
      const call = await this.#call(callKey, tx);
      if (call.status !== 'refused' || handWorkIn(call.answer) === null)
        throw conflict('NOT_POSSIBLE', 'No person is waited for here: it is done, or it is not a task for a person.');
      await spoken.put(tx, { merchantId, callKey, said: await saidOf(tx, call, body) });
      await effectsStore.retry(tx, callKey, person.by, person.reason);
      return { call: callKey, status: 'told' as const };
    });
    this.nudge.all();
    return told;
  }

  async #call(key: string, db: Queryable = this.pool): Promise<CallRecord> {
    const call = await effectsStore.get(db, key);
    if (call === null) throw notFound(`No call ${key} is known here.`);
    return call;
  }
}

/** What the word has to name, by what was asked for. */
async function saidOf(tx: Queryable, { kind, merchantId, payload, subject }: CallRecord, { ras, credit }: Done) {
  switch (kind) {
    case createRaEffect: {
      if (ras === undefined) throw conflict('NOT_POSSIBLE', 'Say which numbers RLM gave: ras.');
      if (rasOf(payload as RaDraft, ras) === null)
        throw conflict('NOT_POSSIBLE', 'Every line of the task has to be on one of the RAs, and on one alone.');
      for (const { raNumber } of ras) await refuseOthers(tx, merchantId, raNumber, subject);
      return ras;
    }
    case importRefundEffect:
      if (credit === undefined) throw conflict('NOT_POSSIBLE', 'Say which credit it is: credit.');
      return credit;
    default:
      return {};
  }
}

/** Its receipts would go to the wrong return. */
async function refuseOthers(tx: Queryable, merchantId: string, raNumber: string, returnId: string): Promise<void> {
  const known = await raIndex.find(tx, merchantId, raNumber);
  if (known !== null && known.returnId !== returnId)
    throw conflict('NOT_POSSIBLE', `RA ${raNumber} belongs to return ${known.returnId}.`);
}
