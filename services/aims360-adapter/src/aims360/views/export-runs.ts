import { setTimeout as pause } from 'node:timers/promises';
import { notUnderstood, VendorError } from '@backhaul/vendor-http';
import { z } from 'zod';
import { fitting } from '../documents.js';
import type { Session } from '../session.js';
import type { ViewSettings } from './view-settings.js';
import { ViewUnreadable } from './view-unreadable.js';

/** A job that exports a view: made once, run again for ever (contracts/aims360.md §1.4). */
export interface ExportJob {
  readonly jobId: string;
  readonly publishLink: string;
}

/** Where the jobs are remembered, so that no restart makes another one. */
export interface ExportJobs {
  get(key: string): Promise<ExportJob | null>;
  keep(key: string, job: ExportJob): Promise<void>;
}

const started = z.object({ jobId: z.string().min(1), publishLink: z.string().min(1) });
const status = z.object({ jobStatus: z.string(), jobStatusText: z.string().nullish() });

/** The wait grows from the first to the longest; a run that takes longer than all of it is left alone. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
const GIVE_UP_MS = 10 * 60_000;

/** Runs the export of a view to its end and fetches what it wrote. */
export class ExportRuns {
  constructor(
    private readonly http: Session,
    private readonly baseUrl: string,
    private readonly jobs: ExportJobs,
  ) {}

  /** @throws ViewUnreadable when the job fails: most often there is no such view */
  async textOf(
    { source, name }: ViewSettings['rmas'],
    format: ViewSettings['format'],
    signal?: AbortSignal,
  ): Promise<string> {
    const key = `${source}/${name}/${format}`;
    const job = await this.#run(key, { source, viewName: name }, format, signal);
    await this.#untilDone(job.jobId, name, signal);
    return (await this.http.get(this.#pathOf(job), {}, signal)).text;
  }

  async #run(key: string, view: object, format: string, signal?: AbortSignal): Promise<ExportJob> {
    const known = await this.jobs.get(key);
    if (known !== null && (await this.#rerun(known, signal))) return known;
    const body = {
      exportType: 'View',
      exportDataSettings: view,
      outputFormat: format,
      publishLinkAccessScope: 'Private',
    };
    const answer = await this.http.post('/reports/v1.0/exportdata', body, signal);
    const { jobId, publishLink } = fitting(started, answer.json(), 'the answer to the export');
    await this.jobs.keep(key, { jobId, publishLink });
    return { jobId, publishLink };
  }

  /** False: the job was purged, or cannot be run again. */
  async #rerun({ jobId }: ExportJob, signal?: AbortSignal): Promise<boolean> {
    try {
      await this.http.post(`${pathOfJob(jobId)}/rerun`, {}, signal);
      return true;
    } catch (error) {
      if (error instanceof VendorError && (error.status === 404 || error.status === 409)) return false;
      throw error;
    }
  }

  async #untilDone(jobId: string, view: string, signal?: AbortSignal): Promise<void> {
    let waited = 0;
    for (let wait = FIRST_WAIT_MS; waited < GIVE_UP_MS; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      await pause(wait, undefined, signal === undefined ? {} : { signal });
      waited += wait;
      const answer = await this.http.get(pathOfJob(jobId), {}, signal);
      const { jobStatus, jobStatusText } = fitting(status, answer.json(), 'the job');
      // Spelt `Inprogress` and `InProgress` (contracts/aims360.md §1.4).
      const now = jobStatus.toLowerCase();
      if (now === 'completed') return;
      if (now === 'failed')
        throw new ViewUnreadable(view, `The export of ${view} failed: ${jobStatusText ?? 'no reason given'}`);
    }
    throw notUnderstood('AIMS360', `the export of ${view} does not come to its end`);
  }

  /** The link is private: our token goes along, hence never to another host. */
  #pathOf({ publishLink }: ExportJob): string {
    const link = new URL(publishLink, this.baseUrl);
    if (link.origin === new URL(this.baseUrl).origin) return link.pathname;
    throw notUnderstood('AIMS360', `the export lies on another host, ${link.host}`);
  }
}

const pathOfJob = (jobId: string): string => `/jobsmanagement/v1.0/backgroundjob/${encodeURIComponent(jobId)}`;
