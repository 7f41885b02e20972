import type { Request } from 'express';
import { formBody } from '../../kernel/index.js';
import { newToken } from '../ids.js';
import { AimsRefusal } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import type { Answer } from './call.js';

const oauthError = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description },
});

/** The client's id and secret come in the form, or in a Basic header (contracts/aims360.md §1.2). */
const clientOf = (request: Request, form: Record<string, string>): { id: string; secret: string } => {
  const basic = /^Basic (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (basic === undefined) return { id: form.client_id ?? '', secret: form.client_secret ?? '' };
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id, secret: secret.join(':') };
};

/** Either of the two secrets is good, so that one can be regenerated without downtime. */
const tenantOf = (state: AimsState, client: { id: string; secret: string }): Tenant | undefined =>
  Object.values(state.tenants).find(
    ({ credentials }) =>
      credentials.clientId.toLowerCase() === client.id.toLowerCase() &&
      [credentials.primarySecret, credentials.secondarySecret].includes(client.secret),
  );

const passwordUser = ({ credentials }: Tenant, form: Record<string, string>): string | undefined =>
  [credentials, ...credentials.otherUsers].find(
    ({ username, password }) => username === form.username && password === form.password,
  )?.username;

/** A code is good once, for the client and the address that it was given to. */
const codeUser = (
  state: AimsState,
  { accountCode }: Tenant,
  form: Record<string, string>,
  now: Date,
): string | undefined => {
  const code = state.authorizationCodes[form.code ?? ''];
  delete state.authorizationCodes[form.code ?? ''];
  if (code?.accountCode !== accountCode || code.expiresAt <= now.toISOString()) return undefined;
  return form.redirect_url === code.redirectUrl ? code.username : undefined;
};

/** Password grant and authorization-code grant. */
export const grantToken = (state: AimsState, request: Request, now: Date): Answer => {
  const form = formBody(request);
  const grantType = form.grant_type;
  if (grantType !== 'password' && grantType !== 'authorization_code')
    return oauthError(400, 'unsupported_grant_type', 'Use password or authorization_code.');
  const tenant = tenantOf(state, clientOf(request, form));
  if (tenant === undefined) return oauthError(401, 'invalid_client', 'Unknown client or secret.');
  const username = grantType === 'password' ? passwordUser(tenant, form) : codeUser(state, tenant, form, now);
  if (username === undefined)
    return oauthError(400, 'invalid_grant', 'The user name or password, or the code, is not valid.');

  const seconds = tenant.settings.tokenExpiryHours * 3_600;
  const token = newToken(state);
  const expiresAt = seconds === 0 ? null : new Date(now.getTime() + seconds * 1_000).toISOString();
  state.tokens[token] = { accountCode: tenant.accountCode, username, expiresAt, calls: 0 };
  return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: seconds } };
};

/** Who calls. */
export interface Caller {
  readonly tenant: Tenant;
  readonly username: string;
}

/** `apiwest.…` → `west`; null for a name that is none of the vendor's. */
const regionOf = (host: string | undefined): 'west' | 'east' | 'global' | null => {
  const name = /^api(west|east)?\d*\./i.exec(host ?? '');
  if (name === null) return null;
  return (name[1]?.toLowerCase() as 'west' | 'east' | undefined) ?? 'global';
};

/** Whom a bearer token stands for. Throws 401 or 403. */
export const authenticate = (state: AimsState, request: Request, now: Date): Caller => {
  const token = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
  const grant = state.tokens[token];
  const tenant = grant === undefined ? undefined : state.tenants[grant.accountCode];
  if (grant === undefined || tenant === undefined)
    throw new AimsRefusal('InvalidAuthenticationInfo', 'The access token is missing or not valid.');
  const { settings } = tenant;
  grant.calls += 1;
  const usedUp = settings.tokenLastsCalls !== null && grant.calls > settings.tokenLastsCalls;
  if (usedUp || (grant.expiresAt !== null && grant.expiresAt <= now.toISOString()))
    throw new AimsRefusal('InvalidAuthenticationInfo', 'The access token has expired.');
  const region = regionOf(request.get('host'));
  if (settings.region !== null && region !== null && region !== settings.region)
    throw new AimsRefusal('InvalidAuthenticationInfo', 'The account is served by another host.');
  if (settings.disabled) throw new AimsRefusal('AccountIsDisabled', 'The account is disabled.');
  if (!tenant.credentials.apiPermission)
    throw new AimsRefusal('InsufficientAccountPermissions', 'The user has no API permission.');
  return { tenant, username: grant.username };
};
