import type { Request, Response } from 'express';
import { formBody } from '../../kernel/index.js';
import { newSecret } from '../ids.js';
import type { AimsState, Tenant } from '../state.js';

const CODE_LASTS_MS = 10 * 60_000;

const clientOf = (state: AimsState, clientId: unknown): Tenant | undefined =>
  Object.values(state.tenants).find(
    ({ credentials }) => typeof clientId === 'string' && credentials.clientId.toLowerCase() === clientId.toLowerCase(),
  );

const signInPage = (action: string): string => `<!DOCTYPE html><html><head><title>AIMS360</title></head><body>
<form method="post" action="${action.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"><input name="username"><input name="password" type="password"><button>Allow</button></form>
</body></html>`;

/**
 * The authorization-code grant's page: an operator signs in and allows the client, and is sent on to its `redirect_url` (so the
 * vendor names the parameter, contracts/aims360.md §1.2) with a `code`.
 */
export const authorizePage = (state: AimsState, request: Request, response: Response, now: Date): void => {
  const { response_type: type, client_id: clientId, redirect_url: redirectUrl, state: echoed } = request.query;
  const tenant = clientOf(state, clientId);
  if (tenant === undefined || type !== 'code' || typeof redirectUrl !== 'string' || !URL.canParse(redirectUrl)) {
    const error_description = 'response_type=code, a known client_id and a redirect_url are required.';
    return void response.status(400).json({ error: 'invalid_request', error_description });
  }
  if (request.method === 'GET') return void response.type('html').send(signInPage(request.originalUrl));
  const { username = '', password = '' } = formBody(request);
  const { credentials, accountCode } = tenant;
  const user = [credentials, ...credentials.otherUsers].find((each) => each.username === username);
  if (user?.password !== password) return void response.status(401).type('html').send(signInPage(request.originalUrl));

  const code = newSecret(state, 'code');
  const expiresAt = new Date(now.getTime() + CODE_LASTS_MS).toISOString();
  state.authorizationCodes[code] = { accountCode, username, redirectUrl, expiresAt };
  const target = new URL(redirectUrl);
  target.searchParams.set('code', code);
  if (typeof echoed === 'string') target.searchParams.set('state', echoed);
  response.redirect(302, target.toString());
};
