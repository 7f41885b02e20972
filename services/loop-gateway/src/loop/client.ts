import { createVendorClient, type VendorClient, type VendorClientOptions } from '@backhaul/vendor-http';
import type { LoopSection } from '../config.js';
import { readAction, readDetails, readNotes } from './answers.js';
import { changedReturns } from './changed-returns.js';
import type { ActionAnswer, LoopPort } from './port.js';
import { toSnapshot } from './to-snapshot.js';
import { activateWebhook, addWebhook, readWebhooks } from './webhooks.js';

/** Loop's REST API for one merchant (contracts/loop.md §1–3). */
export function loopClient(
  section: LoopSection,
  observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {},
): LoopPort {
  const http = createVendorClient({
    vendor: 'Loop',
    baseUrl: `${section.baseUrl}/api/${section.apiVersion}`,
    headers: () => ({ 'X-Authorization': section.apiKey.reveal() }),
    timeoutMs: section.timeoutSeconds * 1000,
    callsPerMinute: section.callsPerMinute,
    ...observed,
  });
  return {
    async readReturn(externalReturnId, signal) {
      const query = { return_id: externalReturnId };
      const answer = await http.get('/warehouse/return/details', { query, ...options(signal) });
      const document = readDetails(answer.json(), externalReturnId);
      return document === null ? null : toSnapshot(document);
    },
    changedReturns: (window, signal) => changedReturns(http, window, signal),
    process: (id, reference, signal) => act(http, id, { action: 'process', body: { backhaul: reference } }, signal),
    removeLines: (id, lineIds, signal) =>
      act(http, id, { action: 'remove', query: { line_item_id: lineIds.join(',') } }, signal),
    cancel: (id, signal) => act(http, id, { action: 'cancel' }, signal),
    flag: (id, signal) => act(http, id, { action: 'flag' }, signal),
    writeNote: (id, text, signal) => act(http, id, { action: 'note', body: { content: text } }, signal),
    webhooks: (signal) => readWebhooks(http, options(signal)),
    addWebhook: (kind, url, signal) => addWebhook(http, kind, url, options(signal)),
    activateWebhook: (webhook, signal) => activateWebhook(http, webhook, options(signal)),
    async notes(id, signal) {
      const path = `/warehouse/return/${encodeURIComponent(id)}/notes`;
      const answer = await http.get(path, { ...options(signal), accept: [422] });
      return readNotes(answer.status, answer.json());
    },
  };
}

const options = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal === undefined ? {} : { signal });

/** Refusals come with many statuses, 200 among them: the body decides (contracts/loop.md §6). */
const refusals = [400, 403, 404, 409, 422];

async function act(
  http: VendorClient,
  id: string,
  { action, body = {}, query = {} }: { action: string; body?: object; query?: Record<string, string> },
  signal: AbortSignal | undefined,
): Promise<ActionAnswer> {
  const path = `/warehouse/return/${encodeURIComponent(id)}/${action}`;
  const answer = await http.post(path, body, { query, ...options(signal), accept: refusals });
  return readAction(answer.status, answer.json());
}
