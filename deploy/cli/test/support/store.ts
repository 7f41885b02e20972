import {
  ErpAdapter,
  erpControllers,
  erpMigrations,
  erpProviders,
  erpSweeps,
  type Admission,
  type ComparedDocument,
  type MappingTable,
  type StoreSettings,
} from '@backhaul/erp-kit';
import { bootService, tokenHash, type RunningService, type ServiceDefinition } from '@backhaul/service-kit';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { Injectable, Module } from '@nestjs/common';
import { z } from 'zod';

export const OPERATOR = 'token-of-the-operator';

const reasons: MappingTable<string> = {
  name: 'reason',
  description: 'What a return reason is called in the ERP.',
  validIn: 'ERP › RMA Reasons',
  key: z.string().min(1),
  value: z.string().min(1),
};

const rma = (match: string, lines: number, number: string | null): ComparedDocument => ({
  ...{ kind: 'rma', match, number },
  fields: { lines },
});

/** An ERP with one store, in which one return cannot be admitted. */
@Injectable()
class SmallErp extends ErpAdapter {
  readonly tables = [reasons];

  storeOf(merchantId: string): StoreSettings | undefined {
    return merchantId === 'northfold' ? { mode: 'live' } : undefined;
  }

  onMapped(): Promise<void> {
    return Promise.resolve();
  }

  admit(_: unknown, returnId: string): Promise<Admission> {
    return Promise.resolve(
      returnId === 'northfold-9' ? { outcome: 'refused', why: 'It was cancelled.' } : { outcome: 'admitted' },
    );
  }

  shadowDocuments(): Promise<{ ours: ComparedDocument[]; theirs: ComparedDocument[] }> {
    return Promise.resolve({ ours: [rma('1', 1, null)], theirs: [rma('1', 2, '30115')] });
  }
}

@Module({ controllers: erpControllers, providers: [...erpProviders, { provide: ErpAdapter, useClass: SmallErp }] })
class StoreModule {}

/** A service with a store, and one that knows the same merchants and has none. */
export interface StoreFixture {
  readonly adapter: RunningService;
  readonly other: RunningService;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

export async function openStore(): Promise<StoreFixture> {
  const names = ['cli_store', 'cli_other', 'cli_bus'];
  const [own, others, bus] = await Promise.all(names.map((name) => testDatabase({ name })));
  if (own === undefined || others === undefined || bus === undefined) throw new Error('no database');
  const config = {
    services: {
      'aims360-adapter': { postgres: { url: own.url }, http: { port: 0 } },
      ledger: { postgres: { url: others.url }, http: { port: 0 } },
    },
    bus: { kind: 'postgres', url: bus.url },
    tokens: [{ name: 'Dana Ruiz', role: 'operator', sha256: tokenHash(OPERATOR) }],
    merchants: ['northfold', 'oaklinen'].map((id) => ({ id, name: id, currency: 'USD', timeZone: 'UTC' })),
  };
  const options = { config, env: {}, logTo: { write: () => undefined } };
  const adapter: ServiceDefinition = {
    name: 'aims360-adapter',
    merchantSchema: z.object({}),
    migrations: erpMigrations,
    module: StoreModule,
    sweeps: erpSweeps,
    checks: () => (merchant) =>
      merchant !== 'northfold'
        ? []
        : [
            {
              system: 'AIMS360',
              name: 'login',
              run: () => Promise.resolve({ status: 'ok', found: 'logged in as backhaul', remedy: null }),
            },
            {
              system: 'AIMS360',
              name: 'reasons',
              run: () =>
                Promise.resolve({
                  status: 'fail',
                  found: 'no reason SIZE',
                  remedy: 'Add it in Master Files › RMA Reasons.',
                }),
            },
          ],
  };
  @Module({})
  class OtherModule {}
  const running = [
    await bootService(adapter, options),
    await bootService({ name: 'ledger', merchantSchema: z.object({}), module: OtherModule }, options),
  ] as const;
  return {
    ...{ adapter: running[0], other: running[1], database: own },
    async close() {
      await Promise.all(running.map((service) => service.stop()));
      await Promise.all([own, others, bus].map((database) => database.drop()));
    },
  };
}
