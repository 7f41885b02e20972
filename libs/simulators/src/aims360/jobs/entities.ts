export const outputFormats = ['JSON', 'CSV'] as const;
export const linkScopes = ['Private', 'Public', 'PeopleInOrganization'] as const;
export type JobStatus = 'Queued' | 'InProgress' | 'Completed' | 'Failed';

/** A bulk view export (contracts/aims360.md §1.4). A rerun is a new run of the same job with the same link. */
export interface Job {
  jobID: string;
  jobRunID: string;
  source: string;
  viewName: string;
  outputFormat: (typeof outputFormats)[number];
  publishLinkAccessScope: (typeof linkScopes)[number];
  status: JobStatus;
  statusText: string;
  canReRun: boolean;
  clientRequestID: string | null;
  documentID: string;
  anonymousToken: string;
  createdBy: string;
  createdDate: string;
  modifiedDate: string;
  startDate: string | null;
  completedDate: string | null;
  /** About 30 days after the end of the last run; until then null. */
  purgeDateTime: string | null;
  /** What the last completed run wrote; stays readable while a rerun is under way. */
  output: string | null;
}
