import { Reader } from '../../input/reader.js';
import type { Kernel } from '../../kernel/index.js';
import { renderView } from '../bulk/render.js';
import { newGuid, newSecret } from '../ids.js';
import { AimsRefusal, invalidInput } from '../refusal.js';
import { takeFault } from '../settings.js';
import type { AimsState, Tenant } from '../state.js';
import { linkScopes, outputFormats } from './entities.js';
import type { Job } from './entities.js';

const RUN = 'aims360/job';
const PURGED_AFTER_MS = 30 * 86_400_000;
const LONGEST_QUEUE_MS = 1_000;

/** Timer of one run: when its turn comes, and when it is done. */
interface RunTimer {
  accountCode: string;
  jobRunID: string;
  to: 'InProgress' | 'Completed';
}

const finish = (tenant: Tenant, job: Job, due: Date): void => {
  const output = renderView(tenant, job);
  const failed = takeFault(tenant.settings, 'failJobs') || output === undefined;
  const at = due.toISOString();
  job.status = failed ? 'Failed' : 'Completed';
  job.statusText = failed
    ? output === undefined
      ? `The view '${job.viewName}' of '${job.source}' was not found.`
      : 'The job ended unexpectedly.'
    : 'Completed';
  job.output = failed ? job.output : (output ?? null);
  job.completedDate = at;
  job.modifiedDate = at;
  job.purgeDateTime = new Date(due.getTime() + PURGED_AFTER_MS).toISOString();
};

/** Jobs move on the simulator's clock. */
export const runJobs = ({ state, timers }: Kernel<AimsState>): void => {
  timers.handle<RunTimer>(RUN, ({ accountCode, jobRunID, to }, due) => {
    const tenant = state.tenants[accountCode];
    const job = tenant?.jobs.find((each) => each.jobRunID === jobRunID);
    if (tenant === undefined || job === undefined) return;
    if (to === 'Completed') return finish(tenant, job, due);
    job.status = 'InProgress';
    job.statusText = 'In progress';
    job.startDate = due.toISOString();
  });
};

const startRun = ({ state, timers }: Kernel<AimsState>, tenant: Tenant, job: Job, now: Date): void => {
  const { accountCode, settings } = tenant;
  job.jobRunID = newGuid(state, 'jobRun');
  Object.assign(job, {
    status: 'Queued',
    statusText: 'Queued',
    startDate: null,
    completedDate: null,
  } satisfies Partial<Job>);
  job.modifiedDate = now.toISOString();
  job.purgeDateTime = null;
  const endsAfter = settings.jobSeconds * 1_000;
  const timer = { accountCode, jobRunID: job.jobRunID };
  timers.after(Math.min(LONGEST_QUEUE_MS, endsAfter / 2), RUN, { ...timer, to: 'InProgress' } satisfies RunTimer);
  timers.after(endsAfter, RUN, { ...timer, to: 'Completed' } satisfies RunTimer);
};

const stamp = (now: Date): string => now.toISOString().replace(/\D/g, '');

/** `exportdata` (contracts/aims360.md §1.4). A source or view that does not exist shows only when the job fails. */
export const exportData = (
  kernel: Kernel<AimsState>,
  tenant: Tenant,
  { body: input, username, now }: { body: unknown; username: string; now: Date },
): Job => {
  const { state } = kernel;
  const body = new Reader(input, invalidInput);
  body.choice('exportType', ['View']);
  const settings = body.part('exportDataSettings');
  const at = now.toISOString();
  const job: Job = {
    source: settings.text('source', 100),
    viewName: settings.text('viewName', 100),
    outputFormat: body.choice('outputFormat', outputFormats),
    publishLinkAccessScope: body.choice('publishLinkAccessScope', linkScopes),
    clientRequestID: body.textOrNull('clientRequestId', 100),
    status: 'Queued',
    statusText: '',
    canReRun: tenant.settings.jobsCanReRun,
    jobID: `${newGuid(state, 'job')}-${stamp(now)}`,
    jobRunID: '',
    documentID: newGuid(state, 'document'),
    anonymousToken: newSecret(state, 'link'),
    createdBy: username,
    createdDate: at,
    modifiedDate: at,
    startDate: null,
    completedDate: null,
    purgeDateTime: null,
    output: null,
  };
  tenant.jobs.push(job);
  startRun(kernel, tenant, job, now);
  return job;
};

/** The jobs that are not yet purged. */
export const livingJobs = (tenant: Tenant, now: Date): readonly Job[] => {
  const at = now.toISOString();
  if (tenant.jobs.some((job) => job.purgeDateTime !== null && job.purgeDateTime <= at))
    tenant.jobs = tenant.jobs.filter((job) => job.purgeDateTime === null || job.purgeDateTime > at);
  return tenant.jobs;
};

/** Throws 404 `ResourceNotFound`, also for a job that has been purged. */
export const jobByID = (tenant: Tenant, jobID: string, now: Date): Job => {
  const job = livingJobs(tenant, now).find((each) => each.jobID.toLowerCase() === jobID.toLowerCase());
  if (job === undefined) throw new AimsRefusal('ResourceNotFound', `Job '${jobID}' was not found.`);
  return job;
};

/** Runs the same job again; one that is still running gives its run. Throws 409 `InvalidState` when it cannot be rerun. */
export const rerun = (kernel: Kernel<AimsState>, tenant: Tenant, jobID: string, now: Date): Job => {
  const job = jobByID(tenant, jobID, now);
  if (!job.canReRun) throw new AimsRefusal('InvalidState', `Job '${jobID}' cannot be rerun.`, job.jobID);
  if (job.status !== 'Queued' && job.status !== 'InProgress') startRun(kernel, tenant, job, now);
  return job;
};
