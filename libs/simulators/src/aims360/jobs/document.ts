import { AimsRefusal } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import type { Job } from './entities.js';
import { livingJobs } from './jobs.js';

/** Who asks; null = without a valid token. */
export type Asker = { readonly tenant: Tenant; readonly username: string } | null;

const mayRead = (tenant: Tenant, job: Job, asker: Asker): boolean => {
  if (job.publishLinkAccessScope === 'Public') return true;
  if (asker?.tenant !== tenant) return false;
  return job.publishLinkAccessScope === 'PeopleInOrganization' || asker.username === job.createdBy;
};

export interface PublishedDocument {
  readonly contentType: string;
  readonly text: string;
}

const documentOf = ({ outputFormat }: Job, text: string): PublishedDocument => ({
  contentType: outputFormat === 'JSON' ? 'application/json' : 'text/csv',
  text,
});

/**
 * What a publish link leads to: the output of the last run that completed, so nothing (404) before the first one has. Throws
 * `AimsRefusal`: 401 without a token, 403 for a valid token that is not the right one.
 */
export const documentBehind = (
  state: AimsState,
  { documentID, anonymousToken }: { documentID: string; anonymousToken: string },
  asker: Asker,
  now: Date,
): PublishedDocument => {
  for (const tenant of Object.values(state.tenants)) {
    const job = livingJobs(tenant, now).find(
      (each) => each.documentID === documentID && each.anonymousToken === anonymousToken,
    );
    if (job === undefined || job.output === null) continue;
    if (mayRead(tenant, job, asker)) return documentOf(job, job.output);
    if (asker === null) throw new AimsRefusal('InvalidAuthenticationInfo', 'The document needs an access token.');
    throw new AimsRefusal('InsufficientAccountPermissions', 'The document is not shared with this token.');
  }
  throw new AimsRefusal('ResourceNotFound', `Document '${documentID}' was not found.`);
};
