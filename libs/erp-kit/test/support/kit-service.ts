import {
  ErpAdapter,
  erpControllers,
  erpMigrations,
  erpProviders,
  erpSweeps,
  storeSettings,
  type Admission,
  type ComparedDocument,
  type MappingTable,
  type StoreSettings,
  type Waiting,
} from '@backhaul/erp-kit';
import type { EffectHandler } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { bootService, Merchants, tokenHash, type RunningService, type ServiceDefinition } from '@backhaul/service-kit';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const merchantSchema = z.object({
  erp: z.strictObject({ ...storeSettings, defaultReason: z.string().optional() }).optional(),
});
type Sections = z.infer<typeof merchantSchema>;

const text = z.string().trim().min(1, 'expected a code').max(60);

/** What this ERP knows as a reason. */
const REASONS = ['SIZE', 'COLOR', 'OTHER'];

export const paymentTypes: MappingTable<{ code: string; days: number }> = {
  name: 'payment-type',
  description: 'How an order was paid, in the ERP.',
  validIn: 'ERP › Payment Types',
  key: text,
  value: z.strictObject({ code: text, days: z.int() }),
};

/** An ERP that keeps what it was told. What it does is rows, so that a rollback takes it back. */
@Injectable()
export class TestErp extends ErpAdapter {
  /** Why a return cannot go on, by its id. */
  readonly failing = new Map<string, Error>();
  documents: { ours: ComparedDocument[]; theirs: ComparedDocument[] } = { ours: [], theirs: [] };
  readonly tables: readonly MappingTable[];
  readonly reasons: MappingTable<string>;

  constructor(private readonly merchants: Merchants<Sections>) {
    super();
    this.reasons = {
      name: 'reason',
      description: 'What a return reason is called in the ERP.',
      validIn: 'ERP › RMA Reasons',
      key: text,
      value: text,
      defaultOf: (merchantId) => merchants.find(merchantId)?.erp?.defaultReason,
      refuse: (_, value) => Promise.resolve(REASONS.includes(value) ? null : `the ERP has no reason ${value}`),
    };
    this.tables = [this.reasons, paymentTypes];
  }

  storeOf(merchantId: string): StoreSettings | undefined {
    return this.merchants.find(merchantId)?.erp;
  }

  async onMapped(tx: Queryable, { table, key, returnId }: Waiting): Promise<void> {
    await tx.query('INSERT INTO went_on VALUES ($1, $2)', [returnId, `${table}: ${key}`]);
    const failure = this.failing.get(returnId);
    if (failure !== undefined) throw failure;
  }

  async admit(tx: Queryable, returnId: string, { by, reason }: { by: string; reason: string }): Promise<Admission> {
    const failure = this.failing.get(returnId);
    if (failure !== undefined) throw failure;
    if (returnId.endsWith('cancelled')) return { outcome: 'refused', why: 'It was cancelled.' };
    const { rowCount } = await tx.query('INSERT INTO admitted VALUES ($1, $2) ON CONFLICT (return_id) DO NOTHING', [
      returnId,
      `${by}: ${reason}`,
    ]);
    return { outcome: rowCount === 1 ? 'admitted' : 'unchanged' };
  }

  shadowDocuments(): Promise<{ ours: ComparedDocument[]; theirs: ComparedDocument[] }> {
    return Promise.resolve(this.documents);
  }
}

@Module({ controllers: erpControllers, providers: [...erpProviders, { provide: ErpAdapter, useClass: TestErp }] })
class TestModule {}

export const tokens = { viewer: 'v-token', operator: 'o-token', finance: 'f-token', admin: 'a-token' };

/** An adapter of a merchant, with two stores: northfold, live and without a default reason, and shade, in shadow mode. */
export interface Kit {
  readonly service: RunningService;
  readonly database: TestDatabase;
  readonly erp: TestErp;
  get(path: string, token?: string): Promise<Answer>;
  /** A command, with a reason and a key of its own. */
  command(method: string, path: string, body?: object, o?: { token?: string; key?: string }): Promise<Answer>;
  /** What a query brings. */
  rows<T extends object>(sql: string, ...values: unknown[]): Promise<T[]>;
  /** The same installation as a new process. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** `reason`: the default reason of the store `northfold`. */
export async function openKit(effects?: (app: INestApplicationContext) => EffectHandler[]): Promise<Kit> {
  const definition: ServiceDefinition<Sections> = {
    name: 'rlm-adapter',
    merchantSchema,
    migrations: erpMigrations,
    module: TestModule,
    sweeps: erpSweeps,
    ...(effects === undefined ? {} : { effects }),
  };
  const [database, bus] = await Promise.all([testDatabase({ name: 'erp_kit' }), testDatabase({ name: 'erp_kit_bus' })]);
  await database.pool.query('CREATE TABLE went_on (return_id text, what text)');
  await database.pool.query('CREATE TABLE admitted (return_id text PRIMARY KEY, why text)');
  const merchant = { currency: 'USD', timeZone: 'UTC' };
  const config = {
    services: { 'rlm-adapter': { postgres: { url: database.url }, http: { port: 0 } } },
    bus: { kind: 'postgres', url: bus.url },
    tokens: (['viewer', 'operator', 'finance', 'admin'] as const).map((role) => ({
      ...{ name: `the ${role}`, role },
      sha256: tokenHash(tokens[role]),
    })),
    merchants: [
      { id: 'northfold', name: 'Northfold', ...merchant, erp: { goLiveAt: '2026-03-01T00:00:00-05:00' } },
      { id: 'shade', name: 'Shade', ...merchant, erp: { mode: 'shadow', defaultReason: 'OTHER' } },
      { id: 'elsewhere', name: 'Of another ERP', ...merchant },
    ],
  };
  const boot = () => bootService(definition, { config, env: {}, logTo: { write: () => undefined } });
  let service = await boot();
  const send = async (path: string, init: RequestInit, token: string): Promise<Answer> => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(init.headers as object),
    };
    const response = await fetch(`${service.url}${path}`, { ...init, headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    get service() {
      return service;
    },
    database,
    get erp() {
      const erp = service.app.get(ErpAdapter);
      if (!(erp instanceof TestErp)) throw new Error('not the ERP of the test');
      return erp;
    },
    get: (path, token = tokens.viewer) => send(path, {}, token),
    command: (method, path, body = {}, { token = tokens.operator, key = randomUUID() } = {}) =>
      send(
        path,
        {
          method,
          body: JSON.stringify({ reason: 'Agreed with the store.', ...body }),
          headers: { 'idempotency-key': key },
        },
        token,
      ),
    rows: async <T extends object>(sql: string, ...values: unknown[]) =>
      (await database.pool.query<T>(sql, values)).rows,
    async restart() {
      await service.stop();
      service = await boot();
    },
    async close() {
      await service.stop();
      await Promise.all([database.drop(), bus.drop()]);
    },
  };
}
