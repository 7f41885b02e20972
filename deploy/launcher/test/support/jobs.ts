import type { OakLinen } from './oak-linen.js';

/** A run of a job, as its screen shows it. */
export interface ShownRun {
  readonly runId: string;
  readonly status: string;
  readonly counts: { readonly updated: number; readonly skipped: number; readonly errored: number };
}

/** An item of a run. */
export interface ShownItem {
  readonly externalId: string;
  readonly result: string;
  readonly severity: string;
  readonly errorMessage: string | null;
}

const pathOf = (job: string, what: string): string => `/jobs/${encodeURIComponent(job)}/${what}`;

/** Begins a run; undefined while another run has the job. */
async function begin({ api }: OakLinen, job: string, ids?: readonly string[]): Promise<ShownRun | undefined> {
  const body = { merchant: 'oaklinen', ...(ids === undefined ? {} : { ids }) };
  const path = pathOf(job, 'runs');
  const begun = await api.ask<ShownRun>({ service: 'rlm-adapter', path, role: 'operator', body });
  if (begun.status >= 300) throw new Error(`${job} was not run: ${JSON.stringify(begun.body)}`);
  return begun.body.status === 'SKIPPED_LOCKED' ? undefined : begun.body;
}

/** What an operator does at the job screens of Oak & Linen. */
export const jobScreens = (oakLinen: () => OakLinen) => ({
  /** Runs a job now, of these items where some are named, and waits for its end. */
  async runNow(job: string, ids?: readonly string[]): Promise<ShownRun> {
    const { runId } = await oakLinen().until(`${job} to be free`, () => begin(oakLinen(), job, ids));
    return oakLinen().until(`the run of ${job} to end`, async () => {
      const run = await oakLinen().api.get<ShownRun>('rlm-adapter', `/runs/${runId}`);
      return run.status === 'RUNNING' ? undefined : run;
    });
  },
  async itemsOf({ runId }: ShownRun): Promise<readonly ShownItem[]> {
    const page = await oakLinen().api.get<{ items: ShownItem[] }>('rlm-adapter', `/runs/${runId}/items?limit=200`);
    return page.items;
  },
  async set(job: string, to: 'pause' | 'resume'): Promise<void> {
    const path = pathOf(job, to);
    const { status, body } = await oakLinen().api.ask({
      ...{ service: 'rlm-adapter', path, role: 'operator', body: { merchant: 'oaklinen' } },
    });
    if (status >= 300) throw new Error(`${job}: ${JSON.stringify(body)}`);
  },
});
