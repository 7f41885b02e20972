import type { ErrorRequestHandler, Express, Request } from 'express';
import { isRecord, jsonBody, type Kernel } from '../../kernel/index.js';
import { execute, type GraphqlRequest } from '../graphql/execute.js';
import type { Throttle } from '../graphql/throttle.js';
import { versionFor } from '../schema/versions.js';
import type { ShopifyState } from '../state.js';
import { bulkResultPath } from '../views/bulk-operation-view.js';
import { orderView } from '../views/order-view.js';
import { returnView } from '../views/return-view.js';
import { issueToken, shopOfToken } from './tokens.js';

const UNAUTHORIZED = '[API] Invalid API key or access token (unrecognized login or wrong password)';

/** Shopify's routes: the token endpoint, GraphQL per version, and its answers to everything else. */
export function mountShopify(app: Express, kernel: Kernel<ShopifyState>, throttle: Throttle): void {
  app.post('/admin/oauth/access_token', issueToken(kernel));

  app.post('/admin/api/:version/graphql.json', (request, response) => {
    const version = versionFor(request.params.version);
    if (version === undefined) return void response.status(404).json({ errors: 'Not Found' });
    response.set('X-Shopify-API-Version', version);
    const shop = shopOfToken(kernel, request.get('x-shopify-access-token'));
    if (shop === undefined) return void response.status(401).json({ errors: UNAUTHORIZED });
    const query = request.is('application/json') === false ? undefined : requestOf(request);
    if (query === undefined) {
      return void response.status(400).json({ errors: { query: 'Required parameter missing or invalid' } });
    }
    response.json(execute(query, { kernel, shop, version, bulk: false, orderView, returnView }, throttle));
  });

  app.get('/bulk-operation-results/:file', (request, response, next) => {
    const shops = Object.values(kernel.state.shops);
    const found = shops.flatMap((shop) => shop.bulkOperations).find(({ id }) => request.path === bulkResultPath(id));
    if (found === undefined || found.jsonl === null) return next();
    response.type('application/jsonl').send(found.jsonl);
  });

  app.use((_, response) => void response.status(404).json({ errors: 'Not Found' }));
  app.use(malformed);
}

function requestOf(request: Request): GraphqlRequest | undefined {
  const body = jsonBody(request);
  if (!isRecord(body) || typeof body.query !== 'string') return undefined;
  const { query, variables, operationName } = body;
  return {
    query,
    variables: isRecord(variables) ? variables : {},
    ...(typeof operationName === 'string' ? { operationName } : {}),
  };
}

const malformed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof SyntaxError) response.status(400).json({ errors: 'Bad Request' });
  else next(error);
};
