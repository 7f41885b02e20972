import type { Row } from '../odata/shape.js';
import type { Tenant } from '../state.js';
import { guid, int, shape, text, time } from '../views/shape.js';
import type { Job } from './entities.js';

export const jobShape = shape('BackgroundJob', 'jobID', {
  jobID: text,
  categoryName: text,
  subCategoryName: text,
  jobDescription: text,
  jobStatus: text,
  jobStatusText: text,
  percentCompleted: int,
  responseType: text,
  response: text,
  publishLink: text,
  publishLinkAccessScope: text,
  requestURL: text,
  clientRequestId: text,
  clientID: guid,
  accountCode: text,
  canReRun: text,
  startDate: time,
  completedDate: time,
  purgeDateTime: time,
  createdBy: text,
  createdDate: time,
  modifiedBy: text,
  modifiedDate: time,
});

const percent: Readonly<Record<Job['status'], number>> = { Queued: 0, InProgress: 50, Completed: 100, Failed: 50 };

export const publishLink = (url: string, { documentID, anonymousToken }: Job): string =>
  `${url}/documentmanagement/v1.0/aimsdocument/${documentID}/${anonymousToken}`;

/** The single form spells `Inprogress`, the list `InProgress`: both are seen in public (contracts/aims360.md §1.4). */
export const jobRow = (tenant: Tenant, job: Job, url: string, spelling: 'Inprogress' | 'InProgress'): Row => {
  const link = publishLink(url, job);
  return {
    jobID: job.jobID,
    categoryName: 'Reports',
    subCategoryName: 'Export data',
    jobDescription: `${job.source} - ${job.viewName}`,
    jobStatus: job.status === 'InProgress' ? spelling : job.status,
    jobStatusText: job.statusText,
    percentCompleted: percent[job.status],
    responseType: 'Publishlink',
    response: JSON.stringify({ publishLink: link }),
    publishLink: link,
    publishLinkAccessScope: job.publishLinkAccessScope,
    requestURL: `${url}/reports/v1.0/exportdata`,
    clientRequestId: job.clientRequestID,
    clientID: tenant.credentials.clientId,
    accountCode: tenant.accountCode,
    canReRun: job.canReRun ? 'Yes' : 'No',
    startDate: job.startDate,
    completedDate: job.completedDate,
    purgeDateTime: job.purgeDateTime,
    createdBy: job.createdBy,
    createdDate: job.createdDate,
    modifiedBy: job.createdBy,
    modifiedDate: job.modifiedDate,
  };
};

/** The short answer to `exportdata`; with `jobRunId` to a rerun. */
export const startedRow = (job: Job, url: string): Row => ({
  jobId: job.jobID,
  jobStatus: job.status,
  publishLink: publishLink(url, job),
  publishLinkAccessScope: job.publishLinkAccessScope,
});
