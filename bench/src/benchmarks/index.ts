import type { Benchmark } from '../harness/benchmark.js';
import { appendBatches } from './append-batches.js';
import { appendBesideEmmett } from './append-emmett.js';
import { append } from './append.js';
import { consumeOnce } from './consume-once.js';
import { consume } from './consume.js';
import { ledgerListAndSearch } from './ledger-list-and-search.js';
import { ledgerRebuild } from './ledger-rebuild.js';
import { publish } from './publish.js';
import { read944 } from './read-944.js';
import { readAll } from './read-all.js';
import { rlmBacklog } from './rlm-backlog.js';
import { rlmReceipt } from './rlm-receipt.js';
import { serviceFlow } from './service-flow.js';
import { serviceIdle } from './service-idle.js';
import { serviceLatency } from './service-latency.js';
import { serviceWebhooks } from './service-webhooks.js';

/** In the order of the table. */
export const benchmarks: readonly Benchmark[] = [
  append,
  appendBesideEmmett,
  appendBatches,
  readAll,
  consume,
  publish,
  consumeOnce,
  serviceLatency,
  serviceWebhooks,
  ledgerRebuild,
  ledgerListAndSearch,
  serviceIdle,
  serviceFlow,
  rlmReceipt,
  rlmBacklog,
  read944,
];
