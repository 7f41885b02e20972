import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EffectCall } from '@backhaul/effects';
import { postBatch, stageDebit } from '../../src/effects/debit-effects.js';
import { Mappings, Stops } from '@backhaul/erp-kit';
import { rmaEffect } from '../../src/effects/rma-effect.js';
import { createRma, creditRma } from '../../src/effects/rma-effects.js';
import { ACCOUNT, creditedRma, debit, draft, never, openErp, unit, type TestErp } from '../support/erp.js';
import { usd } from '../support/returns.js';

const callOf = (payload: unknown): EffectCall => ({
  key: 'k',
  kind: 'any',
  lane: 'l',
  merchantId: 'northfold',
  subject: 'northfold-88120045',
  partitionKey: 'northfold/5511223344556',
  // As it comes back from the database.
  payload: JSON.parse(JSON.stringify(payload)),
  payloadText: JSON.stringify(payload),
  correlationId: 'c',
  causationId: 'c',
  attempt: 1,
  sentAt: null,
  plannedAt: new Date(),
});

describe('a call to AIMS360', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
  });
  afterEach(() => erp.simulator.close().then(() => erp.door.assertInvariants(ACCOUNT)));

  const handlers = () => {
    const { clock } = erp.simulator;
    const parts = {
      clients: { of: () => erp.client() },
      clock,
      stops: new Stops(clock),
      mappings: new Mappings(clock),
    };
    return {
      rma: rmaEffect(createRma, parts),
      credit: rmaEffect(creditRma, parts),
      stage: rmaEffect(stageDebit, parts),
      post: rmaEffect(postBatch, parts),
    };
  };
  const received = async () => {
    const { rmaNumber } = await erp.client().createRma(draft());
    erp.door.operatorReceive(ACCOUNT, '88120045');
    const key = { customerAccount: 'SHPFY-US', externalReturnId: '88120045' };
    return callOf({ returnId: 'northfold-88120045', rmaNumber, ...key, expected: usd(13608) });
  };
  const debits = () => erp.door.arTransactions(ACCOUNT).filter((row) => row['transactionType'] === 'DebitAdjustment');

  describe('that creates an RMA', () => {
    it('is looked up by the return number: absent before, found after', async () => {
      const { rma } = handlers();
      const call = callOf(draft());
      expect(await rma.lookUp(call, never)).toEqual({ outcome: 'absent' });
      const answer = await rma.send(call, never);
      expect(answer).toMatchObject({ outcome: 'confirmed', result: { status: 'open' } });
      expect(await rma.lookUp(call, never)).toEqual({ outcome: 'found', result: answer.result });
    });

    it('takes the RMA that is there already for its own, also when a person made it', async () => {
      await erp.client().createRma(draft());
      expect(await handlers().rma.send(callOf(draft()), never)).toMatchObject({ outcome: 'confirmed' });
      expect(erp.door.rmas(ACCOUNT)).toHaveLength(1);
    });

    it('is refused with what a person needs when something is not known there', async () => {
      const call = callOf(draft({ units: [unit({ sku: 'CAP', barcode: null })] }));
      expect(await handlers().rma.send(call, never)).toEqual({
        outcome: 'refused',
        reason: 'AIMS360 knows no item with UPC (none) or SKU CAP.',
        result: { kind: 'map-item', values: { upc: '(none)', sku: 'CAP' } },
      });
    });

    it('is refused in the vendor’s words, with the request id that its support asks for', async () => {
      erp.door.configure(ACCOUNT, { writeApi: false });
      expect(await handlers().rma.send(callOf(draft()), never)).toMatchObject({
        outcome: 'refused',
        reason: expect.stringMatching(/^AIMS360: /),
        result: { values: { code: 'ResourceNotFound', requestId: expect.any(String) } },
      });
    });

    it('is in doubt when the answer is lost after the commit, and found by the look-up', async () => {
      erp.simulator.faults.add({ match: { method: 'POST', path: '/rma$' }, kind: 'after-commit', then: 500 });
      const { rma } = handlers();
      await expect(rma.send(callOf(draft()), never)).rejects.toMatchObject({ delivered: 'unknown' });
      expect(await rma.lookUp(callOf(draft()), never)).toMatchObject({ outcome: 'found' });
    });

    it('stays in doubt while the look-up brings no certainty', async () => {
      erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'html', status: 200 });
      await expect(handlers().rma.lookUp(callOf(draft()), never)).rejects.toMatchObject({ retryable: true });
    });
  });

  describe('that confirms a credit', () => {
    it('brings the RMA with its credit memo; again, the same memo', async () => {
      const call = await received();
      const { credit } = handlers();
      expect(await credit.lookUp(call, never)).toEqual({ outcome: 'absent' });
      const answer = await credit.send(call, never);
      expect(answer).toMatchObject({ outcome: 'confirmed', result: { credit: { total: usd(13608) } } });
      expect(await credit.send(call, never)).toEqual(answer);
      expect(await credit.lookUp(call, never)).toMatchObject({ outcome: 'found' });
      expect(erp.door.credits(ACCOUNT)).toHaveLength(1);
    });

    it('is left to a person when it would come to another amount: a credit memo is final', async () => {
      const call = await received();
      erp.door.configure(ACCOUNT, { creditIncludesTax: false });
      expect(await handlers().credit.send(call, never)).toMatchObject({
        outcome: 'refused',
        reason: 'AIMS360 would credit 126.00 USD, what came is worth 136.08 USD.',
      });
      expect(erp.door.credits(ACCOUNT)).toEqual([]);
    });
  });

  describe('that enters a debit', () => {
    it('takes its own earlier entry for done', async () => {
      const call = callOf(debit(await creditedRma(erp)));
      const { stage } = handlers();
      const answer = await stage.send(call, never);
      expect(await stage.send(call, never)).toEqual(answer);
      expect(debits()).toHaveLength(1);
    });

    it('never takes a debit of another amount for its own', async () => {
      const creditMemo = await creditedRma(erp);
      const byHand = { creditMemo, amount: 5000, reasonCode: 'SHOPREF', reference: 'LOOP-88120045-R' };
      erp.door.operatorPostDebit(ACCOUNT, byHand);
      const refused = {
        outcome: 'refused',
        reason: expect.stringContaining('of 50.00 USD, due is 136.08 USD'),
        result: { kind: 'post-debit', values: { entered: '50.00 USD' } },
      };
      const { stage, post } = handlers();
      const call = callOf(debit(creditMemo));
      expect(await stage.send(call, never)).toMatchObject(refused);
      expect(await stage.lookUp(call, never)).toMatchObject(refused);
      expect(await post.lookUp(call, never)).toMatchObject(refused);
    });

    it('is refused in a closed period, and nothing is entered', async () => {
      const call = callOf(debit(await creditedRma(erp)));
      erp.door.configure(ACCOUNT, { closedThrough: '2100-01-01' });
      expect(await handlers().stage.send(call, never)).toMatchObject({
        outcome: 'refused',
        reason: expect.stringContaining('period'),
        result: { values: { code: 'PeriodClosed' } },
      });
      expect(debits()).toEqual([]);
    });

    it('is refused when the credit has less room than the refund', async () => {
      const creditMemo = await creditedRma(erp);
      const byHand = { creditMemo, amount: 100, reasonCode: 'ROUND', reference: 'BY HAND' };
      erp.door.operatorPostDebit(ACCOUNT, byHand);
      expect(await handlers().stage.send(callOf(debit(creditMemo)), never)).toMatchObject({
        outcome: 'refused',
        result: { values: { code: 'ExceedsOpenBalance' } },
      });
    });
  });

  describe('that posts a debit', () => {
    const entered = async () => {
      const payload = debit(await creditedRma(erp));
      const { batchId, document } = await erp.client().enterDebit(payload);
      return callOf({ ...payload, batchId, document });
    };

    it('is absent before, found after, and the same when it is sent again', async () => {
      const call = await entered();
      const { post } = handlers();
      expect(await post.lookUp(call, never)).toEqual({ outcome: 'absent' });
      const answer = await post.send(call, never);
      expect(answer).toMatchObject({ outcome: 'confirmed', result: { postedAt: expect.any(String) } });
      expect(await post.send(call, never)).toEqual(answer);
      expect(await post.lookUp(call, never)).toMatchObject({ outcome: 'found' });
    });

    it('is refused when the period was closed meanwhile', async () => {
      const call = await entered();
      erp.door.configure(ACCOUNT, { closedThrough: '2100-01-01' });
      expect(await handlers().post.send(call, never)).toMatchObject({ outcome: 'refused' });
      expect(debits()).toMatchObject([{ posted: false }]);
    });
  });
});
