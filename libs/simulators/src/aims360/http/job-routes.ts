import { exportData, jobByID, livingJobs, rerun } from '../jobs/jobs.js';
import { jobRow, jobShape, startedRow } from '../jobs/rows.js';
import { ok } from './call.js';
import type { Answer, Call, Route } from './call.js';
import { entitySet } from './entity-set.js';

const JOBS_PER_PAGE = 100;

const start = ({ kernel, tenant, body, username, now }: Call): Answer =>
  ok(startedRow(exportData(kernel, tenant, { body, username, now }), kernel.url()));

/** Bulk view export (contracts/aims360.md §1.4): all of it publicly known, so no account is without it. */
export const jobRoutes: readonly Route[] = [
  { method: 'post', path: '/reports/:version/exportdata', answer: start },
  { method: 'post', path: '/reports/:version/reports/exportdata', answer: start },
  entitySet({
    path: '/jobsmanagement/:version/backgroundjob',
    shape: jobShape,
    pageSize: JOBS_PER_PAGE,
    rows: ({ kernel, tenant, now }) =>
      livingJobs(tenant, now).map((job) => jobRow(tenant, job, kernel.url(), 'InProgress')),
  }),
  {
    method: 'get',
    path: '/jobsmanagement/:version/backgroundjob/:jobID',
    answer: ({ kernel, tenant, params, now }) =>
      ok(jobRow(tenant, jobByID(tenant, params.jobID ?? '', now), kernel.url(), 'Inprogress')),
  },
  {
    method: 'post',
    path: '/jobsmanagement/:version/backgroundjob/:jobID/rerun',
    answer: ({ kernel, tenant, params, now }) => {
      const job = rerun(kernel, tenant, params.jobID ?? '', now);
      return ok({ ...startedRow(job, kernel.url()), jobRunId: job.jobRunID });
    },
  },
];
