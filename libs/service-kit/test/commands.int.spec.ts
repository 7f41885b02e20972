import {
  CommandRoute,
  conflict,
  CurrentCommand,
  PersonCommands,
  reasoned,
  type CheckResult,
  type PersonCommand,
  type RunningService,
  type ServiceDefinition,
} from '@backhaul/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Module, Param, Post } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Ground, tokens } from './service.js';

const posting = reasoned.extend({ cents: z.int() });

/** Posts debits; one of 13 cents is refused, one of 0 fails. What it does is a row. */
@Controller('debits')
class DebitsController {
  static running: Promise<void> | undefined;

  constructor(private readonly commands: PersonCommands) {}

  @Post(':merchant')
  @CommandRoute('finance')
  async post(
    @Param('merchant') merchant: string,
    @Body({ schema: posting }) { cents }: z.infer<typeof posting>,
    @CurrentCommand() command: PersonCommand,
  ): Promise<{ posted: number; at: Date }> {
    return this.commands.run(command, async (tx) => {
      await tx.query('INSERT INTO debit VALUES ($1, $2)', [merchant, cents]);
      await DebitsController.running;
      if (cents === 13) throw conflict('PERIOD_CLOSED', 'The period is closed.');
      if (cents === 0) throw new Error('a bug');
      return { posted: cents, at: new Date() };
    });
  }
}

@Module({ controllers: [DebitsController] })
class TestModule {}

const good: CheckResult = { status: 'ok', found: '6 of 6 scopes', remedy: null };
const definition: ServiceDefinition = {
  name: 'ledger',
  merchantSchema: z.object({}),
  module: TestModule,
  checks: () => (merchant) =>
    merchant !== 'northfold'
      ? []
      : [
          { system: 'Loop', name: 'API key', run: () => Promise.resolve(good) },
          { system: 'Loop', name: 'webhooks', run: () => Promise.reject(new Error('postgres://secret@host')) },
        ],
};

let ground: Ground;
let service: RunningService;
beforeAll(async () => {
  ground = await Ground.lay();
  service = await ground.boot({}, definition);
  await ground.database.pool.query('CREATE TABLE debit (merchant text, cents integer)');
});
afterAll(() => ground.clear());

async function call(path: string, init: RequestInit = {}, token: string = tokens.finance) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(init.headers as object) };
  const response = await fetch(`${service.url}${path}`, { ...init, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
const post = (body: unknown, key: string | undefined, token?: string, merchant = 'northfold') =>
  call(
    `/debits/${merchant}`,
    { method: 'POST', body: JSON.stringify(body), headers: key === undefined ? {} : { 'idempotency-key': key } },
    token,
  );
const debits = async (cents: number): Promise<number> =>
  (await ground.database.pool.query('SELECT FROM debit WHERE cents = $1', [cents])).rowCount ?? 0;
const reason = 'Agreed with the store.';

describe('a command of a person', () => {
  it('needs a key and a reason, and says how to give them', async () => {
    const noKey = await post({ reason, cents: 1 }, undefined);
    expect(noKey).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
    expect(noKey.body['detail']).toContain('8 to 200 visible characters');
    for (const key of ['short', 'k'.repeat(201), 'with space in it'])
      expect((await post({ reason, cents: 1 }, key)).status).toBe(400);
    const noReason = await post({ reason: ' a ', cents: 1 }, randomUUID());
    expect(noReason).toMatchObject({ status: 400, body: { errors: [{ path: 'reason' }] } });
    expect(await debits(1)).toBe(0);
  });

  it('sent again gets the first answer and has no second effect', async () => {
    const key = randomUUID();
    const first = await post({ reason, cents: 2 }, key);
    const again = await post({ cents: 2, reason }, key);
    expect(first).toMatchObject({ status: 200, body: { posted: 2 } });
    expect(again.body).toEqual(first.body);
    expect(await debits(2)).toBe(1);
  });

  it('with another body under the same key is refused', async () => {
    const key = randomUUID();
    await post({ reason, cents: 3 }, key);
    expect(await post({ reason, cents: 4 }, key)).toMatchObject({
      status: 409,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await debits(4)).toBe(0);
  });

  it('under the same key of another person, or for another merchant, is another one', async () => {
    const key = randomUUID();
    await post({ reason, cents: 5 }, key);
    expect((await post({ reason, cents: 5 }, key, tokens.admin)).status).toBe(200);
    expect((await post({ reason, cents: 5 }, key, tokens.finance, 'oak-linen')).status).toBe(200);
    expect(await debits(5)).toBe(3);
  });

  it('that is still running is not done beside itself', async () => {
    const key = randomUUID();
    let end = (): void => undefined;
    DebitsController.running = new Promise((resolve) => (end = resolve));
    const answers: { status: number; code: unknown; retryAfter: string | null }[] = [];
    const both = [1, 2].map(async () => {
      const { status, body, headers } = await post({ reason, cents: 6 }, key);
      answers.push({ status, code: body['code'], retryAfter: headers.get('retry-after') });
      end();
    });
    await Promise.all(both);
    DebitsController.running = undefined;
    expect(answers).toEqual([
      { status: 409, code: 'COMMAND_RUNNING', retryAfter: '1' },
      { status: 200, code: undefined, retryAfter: null },
    ]);
    expect(await debits(6)).toBe(1);
  });

  it('that was refused leaves nothing behind, and is refused in the same words again', async () => {
    const key = randomUUID();
    const first = await post({ reason, cents: 13 }, key);
    expect(first).toMatchObject({ status: 409, body: { code: 'PERIOD_CLOSED', detail: 'The period is closed.' } });
    expect((await post({ reason, cents: 13 }, key)).body).toEqual(first.body);
    expect(await debits(13)).toBe(0);
  });

  it('that failed by a fault of ours may be sent again', async () => {
    const key = randomUUID();
    expect((await post({ reason, cents: 0 }, key)).status).toBe(500);
    const { rowCount } = await ground.database.pool.query('SELECT FROM command.idempotency_key WHERE key = $1', [key]);
    expect(rowCount).toBe(0);
  });

  it('is forgotten as a repetition after a week, and kept as an action for good', async () => {
    const { pool } = ground.database;
    const key = randomUUID();
    await post({ reason, cents: 7 }, key);
    await pool.query(`UPDATE command.idempotency_key SET used_at = now() - interval '7 days 1 minute' WHERE key = $1`, [
      key,
    ]);
    expect((await post({ reason, cents: 8 }, randomUUID())).status).toBe(200);
    expect((await pool.query('SELECT FROM command.idempotency_key WHERE key = $1', [key])).rowCount).toBe(0);
    expect((await post({ reason, cents: 7 }, key)).status).toBe(200);
    expect(await debits(7)).toBe(2);
  });
});

describe('GET /actions', () => {
  it('says who did what, why, and what came of it, the newest first', async () => {
    await post({ reason, cents: 13 }, randomUUID(), tokens.admin, 'actions-only');
    await post({ reason, cents: 9 }, randomUUID(), tokens.finance, 'actions-only');
    const { body } = await call('/actions?merchant=actions-only', {}, tokens.viewer);
    const action = 'POST /debits/actions-only';
    expect(body['items']).toMatchObject([
      { by: 'the finance', role: 'finance', action, reason, status: 200, result: { posted: 9 }, body: { cents: 9 } },
      { by: 'the admin', role: 'admin', action, reason, status: 409, result: { code: 'PERIOD_CLOSED' } },
    ]);
    const [newest] = body['items'] as { id: string }[];
    const older = await call(`/actions?merchant=actions-only&before=${newest?.id}`, {}, tokens.viewer);
    expect(older.body['items']).toHaveLength(1);
  });
});

describe('GET /checks', () => {
  it('runs every check; one that throws hides nothing of the others, and no secret', async () => {
    const { body } = await call('/checks/northfold', {}, tokens.operator);
    expect(body['items']).toEqual([
      { system: 'Loop', name: 'API key', ...good },
      {
        system: 'Loop',
        name: 'webhooks',
        status: 'fail',
        found: 'The check itself failed',
        remedy: 'Mend what it says, then check again.',
      },
    ]);
    expect((await call('/checks/nobody', {}, tokens.operator)).status).toBe(404);
    expect((await call('/checks/northfold', {}, tokens.viewer)).status).toBe(403);
  });
});
