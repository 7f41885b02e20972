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

/** Password grant. Either of the two secrets is good, so that one can be regenerated without downtime. */
export const grantToken = (state: AimsState, request: Request, now: Date): Answer => {
  const form = formBody(request);
  if (form.grant_type !== 'password')
    return oauthError(400, 'unsupported_grant_type', 'Only the password grant is simulated.');
  const client = clientOf(request, form);
  const tenant = Object.values(state.tenants).find(
    ({ credentials }) =>
      credentials.clientId.toLowerCase() === client.id.toLowerCase() &&
      [credentials.primarySecret, credentials.secondarySecret].includes(client.secret),
  );
  if (tenant === undefined) return oauthError(401, 'invalid_client', 'Unknown client or secret.');
  const { credentials, settings, accountCode } = tenant;
  if (form.username !== credentials.username || form.password !== credentials.password)
    return oauthError(400, 'invalid_grant', 'The user name or password is incorrect.');

  const seconds = settings.tokenExpiryHours * 3_600;
  const token = newToken(state);
  const expiresAt = seconds === 0 ? null : new Date(now.getTime() + seconds * 1_000).toISOString();
  state.tokens[token] = { accountCode, expiresAt };
  return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: seconds } };
};

/** Whom a bearer token stands for. Throws 401 or 403. */
export const authenticate = (state: AimsState, authorization: string | undefined, now: Date): Tenant => {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const grant = state.tokens[token];
  const tenant = grant === undefined ? undefined : state.tenants[grant.accountCode];
  if (grant === undefined || tenant === undefined)
    throw new AimsRefusal('InvalidAuthenticationInfo', 'The access token is missing or not valid.');
  if (grant.expiresAt !== null && grant.expiresAt <= now.toISOString())
    throw new AimsRefusal('InvalidAuthenticationInfo', 'The access token has expired.');
  if (tenant.settings.disabled) throw new AimsRefusal('AccountIsDisabled', 'The account is disabled.');
  if (!tenant.credentials.apiPermission)
    throw new AimsRefusal('InsufficientAccountPermissions', 'The user has no API permission.');
  return tenant;
};
