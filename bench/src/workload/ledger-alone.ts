import { ledger } from '@backhaul/ledger';
import { bootService, tokenHash, type ConfigFile, type RunningService } from '@backhaul/service-kit';
import { freePort } from '@backhaul/testkit';
import type { BenchContext } from '../harness/benchmark.js';

const TOKEN = 'admin-of-this-benchmark';

/** The ledger on a database, without the other services, and with a way to ask it. */
export interface LedgerAlone {
  readonly service: RunningService;
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body: unknown) => Promise<T>;
}

export async function ledgerAlone(ctx: BenchContext, database: string, bus: ConfigFile['bus']): Promise<LedgerAlone> {
  const config: ConfigFile = {
    services: { ledger: { postgres: { url: database }, http: { port: await freePort() } } },
    bus,
    tokens: [{ name: 'bench', role: 'admin', sha256: tokenHash(TOKEN) }],
    log: { level: 'error' },
    merchants: [],
  };
  const service = await bootService(ledger, { config, env: {} });
  ctx.defer(() => service.stop());
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const ask = async <T>(path: string, init: RequestInit): Promise<T> => {
    const response = await fetch(`${service.url}${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    service,
    get: (path) => ask(path, {}),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}
