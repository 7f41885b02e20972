// A process with a runner that kills itself, as hard as kill -9, at the point that it is told.
import pg from 'pg';
import { EffectRunner } from '../../src/index.js';
import { DocumentHandler } from '../support/document-handler.js';

const [databaseUrl = '', vendorUrl = '', point = ''] = process.argv.slice(2);

const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

const handler = new DocumentHandler(vendorUrl, { [point]: die });
const runner = new EffectRunner({
  pool: new pg.Pool({ connectionString: databaseUrl }),
  handlers: [handler],
  leaseMs: 1_000,
});
await runner.runOnce();
