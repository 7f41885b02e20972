import { BackhaulError } from '@backhaul/contracts';
import { createVendorClient, VendorError, type VendorClient } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { LoopSection } from '../config.js';
import { readAction, readDetails, readNotes } from './answers.js';
import type { ActionAnswer, ChangedReturn, LoopPort } from './port.js';
import { listRow } from './return-document.js';
import { toSnapshot } from './to-snapshot.js';

const page = z.object({ returns: z.array(listRow), nextPageUrl: z.string().nullish() });
const PAGE_SIZE = 250;

interface ClientLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Loop's REST API for one merchant (contracts/loop.md §1–3). */
export function loopClient(section: LoopSection, log?: ClientLog): LoopPort {
  const http = createVendorClient({
    vendor: 'Loop',
    baseUrl: `${section.baseUrl}/api/${section.apiVersion}`,
    headers: () => ({ 'X-Authorization': section.apiKey.reveal() }),
    callsPerMinute: section.callsPerMinute,
    ...(log === undefined ? {} : { log }),
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

async function act(
  http: VendorClient,
  id: string,
  action: string,
  body: object,
  signal?: AbortSignal,
): Promise<ActionAnswer> {
  try {
    const answer = await http.post(`/warehouse/return/${encodeURIComponent(id)}/${action}`, body, options(signal));
    return readAction(answer.json());
  } catch (error) {
    if (error instanceof VendorError && error.status === 422) return readAction(error.body);
    throw error;
  }
}

async function notes(http: VendorClient, id: string, signal?: AbortSignal): Promise<string[]> {
  try {
    const answer = await http.get(`/warehouse/return/${encodeURIComponent(id)}/notes`, options(signal));
    return readNotes(answer.json());
  } catch (error) {
    // No notes yet: a 422 whose body is `false` (contracts/loop.md §2.4).
    if (error instanceof VendorError && error.status === 422) return [];
    throw error;
  }
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
    if (!parsed.success)
      throw new BackhaulError('VENDOR_NOT_UNDERSTOOD', 'the list of returns does not fit its contract');
    yield parsed.data.returns.map((row) => ({ externalReturnId: row.id, state: row.state, updatedAt: row.updated_at }));
    cursor = cursorOf(parsed.data.nextPageUrl);
  } while (cursor !== null);
}

function cursorOf(nextPageUrl: string | null | undefined): string | null {
  if (nextPageUrl === null || nextPageUrl === undefined) return null;
  return new URL(nextPageUrl, 'http://loop.invalid').searchParams.get('cursor');
}
