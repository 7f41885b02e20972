import type { RequestHandler } from 'express';
import { formBody, isRecord, jsonBody, type Kernel } from '../../kernel/index.js';
import type { Shop, ShopifyState } from '../state.js';

/** `POST /admin/oauth/access_token`, client credentials: form or JSON. The client id tells the shop, as all shops share one host here. */
export function issueToken(kernel: Kernel<ShopifyState>): RequestHandler {
  return (request, response) => {
    const fields = request.is('application/json') ? jsonFields(jsonBody(request)) : formBody(request);
    if (fields.grant_type !== 'client_credentials') {
      return void response.status(400).json({ error: 'unsupported_grant_type' });
    }
    const shop = Object.values(kernel.state.shops).find(
      ({ clientId, clientSecret }) => clientId === fields.client_id && clientSecret === fields.client_secret,
    );
    if (shop === undefined) {
      const description = 'The client credentials are invalid';
      return void response.status(401).json({ error: 'invalid_client', error_description: description });
    }
    const token = newToken(kernel, shop);
    response.json({ access_token: token, scope: shop.scopes.join(','), expires_in: shop.tokenLifetimeSeconds });
  };
}

function newToken(kernel: Kernel<ShopifyState>, shop: Shop): string {
  const token = `shpat_${kernel.ids.hex('shopify/token', 32)}`;
  const expiresAt = new Date(kernel.clock.now().getTime() + shop.tokenLifetimeSeconds * 1_000).toISOString();
  kernel.state.tokens[token] = { domain: shop.domain, expiresAt };
  return token;
}

/** The shop that a token opens now. */
export function shopOfToken(kernel: Kernel<ShopifyState>, token: string | undefined): Shop | undefined {
  const known = token === undefined ? undefined : kernel.state.tokens[token];
  if (known === undefined) return undefined;
  const expired = known.expiresAt !== null && Date.parse(known.expiresAt) <= kernel.clock.now().getTime();
  return expired ? undefined : kernel.state.shops[known.domain];
}

function jsonFields(body: unknown): Record<string, string> {
  if (!isRecord(body)) return {};
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}
