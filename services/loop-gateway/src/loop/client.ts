import { createVendorClient, notUnderstood, type VendorClient, type VendorClientOptions } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { LoopSection } from '../config.js';
import { readAction, readDetails, readNotes } from './answers.js';
import type { ActionAnswer, ChangedReturn, LoopPort } from './port.js';
import { listRow } from './return-document.js';
import { toSnapshot } from './to-snapshot.js';

const page = z.object({ returns: z.array(listRow), nextPageUrl: z.string().nullish() });
const PAGE_SIZE = 250;

/** Loop's REST API for one merchant (contracts/loop.md §1–3). */
export function loopClient(
  section: LoopSection,
  observed: Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'> = {},
): LoopPort {
  const http = createVendorClient({
    vendor: 'Loop',
    baseUrl: `${section.baseUrl}/api/${section.apiVersion}`,
    headers: () => ({ 'X-Authorization': section.apiKey.reveal() }),
    callsPerMinute: section.callsPerMinute,
    ...observed,
  });
  return {
    async readReturn(externalReturnId, signal) {
      const answer = await http.get(
        `/warehouse/return/details?return_id=${encodeURIComponent(externalReturnId)}`,
        options(signal),
      );
      const document = readDetails(answer.json());
      return document === null ? null : toSnapshot(document);
    },
    changedReturns: (window, signal) => changedReturns(http, window, signal),
    process: (id, reference, signal) => act(http, id, 'process', { backhaul: reference }, signal),
    flag: (id, signal) => act(http, id, 'flag', {}, signal),
    writeNote: (id, text, signal) => act(http, id, 'note', { content: text }, signal),
    notes: (id, signal) => notes(http, id, signal),
  };
}

const options = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal === undefined ? {} : { signal });

/** Refusals come with many statuses, 200 among them: the body decides (contracts/loop.md §6). */
const refusals = [400, 403, 404, 409, 422];

async function act(
  http: VendorClient,
  id: string,
  action: string,
  body: object,
  signal?: AbortSignal,
): Promise<ActionAnswer> {
  const path = `/warehouse/return/${encodeURIComponent(id)}/${action}`;
  const answer = await http.post(path, body, { ...options(signal), accept: refusals });
  return readAction(answer.json());
}

/** No notes yet: a 422 whose body is `false` (contracts/loop.md §2.4). */
async function notes(http: VendorClient, id: string, signal?: AbortSignal): Promise<string[]> {
  const path = `/warehouse/return/${encodeURIComponent(id)}/notes`;
  const answer = await http.get(path, { ...options(signal), accept: [422] });
  return answer.status === 422 ? [] : readNotes(answer.json());
}

/** Own parameters are sent again with each cursor: it is not known whether `nextPageUrl` keeps them (contracts/loop.md §1.3). */
async function* changedReturns(
  http: VendorClient,
  { state, from, to }: { state: string; from: Date; to: Date },
  signal: AbortSignal,
): AsyncIterable<readonly ChangedReturn[]> {
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({
      from: from.toISOString(),
      to: to.toISOString(),
      filter: 'updated_at',
      state,
      paginate: 'true',
      pageSize: String(PAGE_SIZE),
      ...(cursor === null ? {} : { cursor }),
    });
    const answer = await http.get(`/warehouse/return/list?${query.toString()}`, { signal });
    const parsed = page.safeParse(answer.json());
    if (!parsed.success) throw notUnderstood('Loop', 'the list of returns does not fit its contract');
    yield parsed.data.returns.map((row) => ({ externalReturnId: row.id, state: row.state, updatedAt: row.updated_at }));
    cursor = cursorOf(parsed.data.nextPageUrl);
  } while (cursor !== null);
}

function cursorOf(nextPageUrl: string | null | undefined): string | null {
  if (nextPageUrl === null || nextPageUrl === undefined) return null;
  return new URL(nextPageUrl, 'http://loop.invalid').searchParams.get('cursor');
}
