import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { CallBudget } from '../../input/call-budget.js';
import { jsonBody } from '../../kernel/index.js';
import type { Kernel } from '../../kernel/index.js';
import { brokenInvariants } from '../invariants.js';
import { ODataError } from '../odata/shape.js';
import { AimsRefusal, invalidInput } from '../refusal.js';
import type { AimsState, Tenant } from '../state.js';
import type { Answer, Call, Route } from './call.js';
import { readRoutes } from './read-routes.js';
import { authenticate, grantToken } from './tokens.js';
import { writeRoutes } from './write-routes.js';

const KNOWN_VERSION = /^v1(\.0|\.1)?$/i;
const notFound = (path: string): AimsRefusal => new AimsRefusal('ResourceNotFound', `Nothing was found at ${path}.`);

const asRefusal = (error: unknown): AimsRefusal => {
  if (error instanceof AimsRefusal) return error;
  if (error instanceof ODataError) return new AimsRefusal(error.code, error.message);
  if (error instanceof SyntaxError) return invalidInput('The body is not valid JSON.');
  if (error instanceof Error && 'status' in error && error.status === 413)
    return new AimsRefusal('RequestBodyTooLarge', 'The request body is too large.');
  return new AimsRefusal('InternalError', error instanceof Error ? error.message : 'Internal error.');
};

const send = (response: Response, { status, body }: Answer): void => {
  response.status(status);
  if (body === undefined) response.end();
  else response.json(body);
};

/** Mounts AIMS360's own paths. Every error has the vendor's body with a request id (contracts/aims360.md §7). */
export const mountAims360 = (app: Express, kernel: Kernel<AimsState>): void => {
  const budget = new CallBudget(kernel.clock);

  const gate = (request: Request, response: Response): Tenant => {
    const tenant = authenticate(kernel.state, request.get('authorization'), kernel.clock.now());
    const wait = budget.take(tenant.accountCode, tenant.settings.callsPerMinute);
    if (wait === 0) return tenant;
    response.set('Retry-After', String(wait));
    throw new AimsRefusal('TooManyRequests', `Rate limit is exceeded. Try again in ${wait} seconds.`);
  };

  const callOf = (request: Request, tenant: Tenant): Call => ({
    state: kernel.state,
    tenant,
    url: new URL(request.originalUrl, kernel.url()),
    params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
    body: jsonBody(request) ?? {},
    ifMatch: request.get('if-match'),
    now: kernel.clock.now(),
  });

  const serve = (route: Route, needsWriteApi: boolean): void => {
    app[route.method](route.path, (request: Request, response: Response) => {
      const tenant = gate(request, response);
      const version = String(request.params.version);
      if (!KNOWN_VERSION.test(version)) throw notFound(request.path);
      if (needsWriteApi && !tenant.settings.writeApi) throw notFound(request.path);
      const answer = route.answer(callOf(request, tenant));
      const broken = route.method === 'get' ? [] : brokenInvariants(tenant);
      if (broken.length > 0) throw new Error(`Simulator invariant broken: ${broken.join('; ')}`);
      send(response, answer);
    });
  };

  app.post('/authentication/:version/authentication/token', (request, response) => {
    send(response, grantToken(kernel.state, request, kernel.clock.now()));
  });
  for (const route of readRoutes) serve(route, false);
  for (const route of writeRoutes) serve(route, true);
  for (const path of new Set([...readRoutes, ...writeRoutes].map((route) => route.path))) {
    app.all(path, (request, response) => {
      gate(request, response);
      throw new AimsRefusal('UnsupportedHttpVerb', `${request.method} is not supported here.`);
    });
  }
  app.use((request, response) => {
    gate(request, response);
    throw notFound(request.path);
  });

  const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const { status, code, message, existingID } = asRefusal(error);
    const requestId = kernel.ids.uuid('request');
    const existing = existingID === undefined ? {} : { existingID };
    response.status(status).json({ requestId, error: { code, message, ...existing } });
  };
  app.use(onError);
};
