import type { Envelope, EventType } from '@backhaul/contracts';
import { Intake, type BusContext, type IntakeItem } from '@backhaul/messaging';
import {
  bootService,
  CurrentCaller,
  Merchants,
  Metrics,
  OrderFamily,
  Public,
  Roles,
  Secret,
  secret,
  tokenHash,
  unauthorized,
  verifyHmac,
  type BootOptions,
  type Caller,
  type ConfigFile,
  type RunningService,
  type ServiceDefinition,
} from '@backhaul/service-kit';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { Body, Controller, Get, Headers, HttpCode, Module, Param, Post, Query, RawBody } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

export const tokens = { viewer: 'v-token', operator: 'o-token', finance: 'f-token', admin: 'a-token' };

const sections = z.object({ loop: z.object({ webhookSecret: secret() }).optional() });
type Sections = z.infer<typeof sections>;

const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) });
const command = z.object({ amount: z.int(), lines: z.array(z.object({ sku: z.string() })) });

@Controller('returns')
class ReturnsController {
  @Get()
  @Roles('viewer')
  list(@Query({ schema: listQuery }) query: z.infer<typeof listQuery>): object {
    return query;
  }

  @Post(':id/debit')
  @Roles('finance')
  debit(
    @Param('id') id: string,
    @Body({ schema: command }) body: z.infer<typeof command>,
    @CurrentCaller() caller: Caller,
  ): object {
    return { id, amount: body.amount, by: caller.name };
  }

  @Get('broken')
  @Roles('viewer')
  broken(): never {
    throw new Error('password=hunter2');
  }

  @Get('forgotten')
  forgotten(): string {
    return 'no role was thought of';
  }
}

@Controller('webhooks/loop')
class WebhookController {
  constructor(
    private readonly merchants: Merchants<Sections>,
    private readonly intake: Intake,
    private readonly metrics: Metrics,
  ) {}

  @Public()
  @Post(':merchantId')
  @HttpCode(200)
  async take(
    @Param('merchantId') merchantId: string,
    @RawBody() rawBody: Buffer,
    @Headers('x-loop-signature') signature?: string,
  ): Promise<{ taken: string }> {
    const secretOf = this.merchants.get(merchantId).loop?.webhookSecret ?? new Secret('none');
    if (!verifyHmac({ algorithm: 'sha256', encoding: 'base64', secret: secretOf, rawBody, signature })) {
      this.metrics.webhooksRejected.inc({ source: 'loop', reason: 'signature' });
      throw unauthorized('The signature is wrong.');
    }
    const dedupeKey = tokenHash(rawBody);
    return {
      taken: await this.intake.accept({
        source: 'loop',
        merchantId,
        dedupeKey,
        lane: merchantId,
        body: rawBody,
        headers: {},
      }),
    };
  }
}

/** Files every flag under its order; one whose note says so cannot be handled, until the note's defect is mended. */
@Controller()
export class Consumers {
  static broken = new Set<string>();

  constructor(private readonly family: OrderFamily) {}

  @EventPattern<EventType>('ReturnFlagged')
  async on(@Payload() event: Envelope<'ReturnFlagged'>, @Ctx() { tx }: BusContext): Promise<void> {
    if (Consumers.broken.has(event.subject)) throw Object.assign(new Error('not mapped'), { code: 'NOT_MAPPED' });
    await this.family.join(tx, { partitionKey: event.partitionKey, returnId: event.subject });
  }
}

@Module({ controllers: [ReturnsController, WebhookController, Consumers] })
class TestModule {}

export const taken: IntakeItem[] = [];

export const definition: ServiceDefinition<Sections> = {
  name: 'ledger',
  merchantSchema: sections,
  consumes: ['loop-gateway'],
  module: TestModule,
  intake: () => (item) => {
    taken.push(item);
    if (item.body.toString() === 'not understood') throw new Error('not understood');
    return Promise.resolve();
  },
};

/** Two databases, one of a service and one of the bus. */
export class Ground {
  readonly lines: Record<string, unknown>[] = [];
  readonly #running: RunningService[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly busDatabase: TestDatabase,
  ) {}

  static async lay(): Promise<Ground> {
    const [database, bus] = await Promise.all([testDatabase({ name: 'kit' }), testDatabase({ name: 'kit_bus' })]);
    return new Ground(database, bus);
  }

  config(): ConfigFile {
    const roles = ['viewer', 'operator', 'finance', 'admin'] as const;
    return {
      services: { ledger: { postgres: { url: this.database.url }, http: { port: 0 } } },
      bus: { kind: 'postgres', url: this.busDatabase.url },
      tokens: roles.map((role) => ({ name: `the ${role}`, role, sha256: tokenHash(tokens[role]) })),
      merchants: [
        { id: 'northfold', name: 'Northfold', currency: 'USD', timeZone: 'UTC', loop: { webhookSecret: 'whsec' } },
      ],
    };
  }

  async boot(options: Partial<BootOptions> = {}, what = definition): Promise<RunningService> {
    const logTo = { write: (line: string) => void this.lines.push(JSON.parse(line) as Record<string, unknown>) };
    const running = await bootService(what, { config: this.config(), env: {}, logTo, ...options });
    this.#running.push(running);
    return running;
  }

  async clear(): Promise<void> {
    await Promise.all(this.#running.map((running) => running.stop()));
    await Promise.all([this.database.drop(), this.busDatabase.drop()]);
  }
}

/** A flag as loop-gateway publishes it. */
export const flagged = (returnId: string): Envelope<'ReturnFlagged'> => ({
  id: randomUUID(),
  source: '/backhaul/loop-gateway',
  type: 'ReturnFlagged',
  subject: returnId,
  time: '2026-11-22T10:00:00.000Z',
  recordedAt: '2026-11-22T10:00:01.000Z',
  partitionKey: `northfold/${returnId}`,
  merchantId: 'northfold',
  correlationId: returnId,
  causationId: 'webhook-1',
  schemaVersion: 1,
  data: { returnId, flaggedAt: '2026-11-22T10:00:00.000Z' },
});
