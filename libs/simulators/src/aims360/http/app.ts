import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { CallBudget } from '../../input/call-budget.js';
import { jsonBody } from '../../kernel/index.js';
import type { Kernel } from '../../kernel/index.js';
import { brokenAfterCall } from '../invariants.js';
import { documentBehind } from '../jobs/document.js';
import type { Asker } from '../jobs/document.js';
import { loopWebhookPath } from '../loop-link/link.js';
import { returnCreated } from '../loop-link/return-created.js';
import { ODataError } from '../odata/shape.js';
import { AimsRefusal, invalidInput } from '../refusal.js';
import { hasApi, takeFault } from '../settings.js';
import type { AimsState } from '../state.js';
import { authorizePage } from './authorize.js';
import type { Answer, Call, Route } from './call.js';
import { jobRoutes } from './job-routes.js';
import { readRoutes } from './read-routes.js';
import { authenticate, grantToken } from './tokens.js';
import type { Caller } from './tokens.js';
import { writeRoutes } from './write-routes.js';

const KNOWN_VERSION = /^v1(\.0|\.1)?$/i;
const HTML = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';
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
  const { state } = kernel;

  const gate = (request: Request, response: Response): Caller => {
    const caller = authenticate(state, request, kernel.clock.now());
    const { accountCode, settings } = caller.tenant;
    const wait = budget.take(accountCode, settings.callsPerMinute);
    if (wait > 0) {
      response.set('Retry-After', String(wait));
      throw new AimsRefusal('TooManyRequests', `Rate limit is exceeded. Try again in ${wait} seconds.`);
    }
    if (takeFault(settings, 'serverBusy')) throw new AimsRefusal('ServerBusy', 'The server is busy. Try again later.');
    return caller;
  };

  const callOf = (request: Request, { tenant, username }: Caller): Call => ({
    kernel,
    state,
    tenant,
    username,
    url: new URL(request.originalUrl, kernel.url()),
    params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
    body: jsonBody(request) ?? {},
    ifMatch: request.get('if-match'),
    now: kernel.clock.now(),
  });

  const answerTo = (route: Route, request: Request, caller: Caller): Answer => {
    const { tenant } = caller;
    const reading = route.method === 'get';
    if (!KNOWN_VERSION.test(String(request.params.version))) throw notFound(request.path);
    if (route.assumed !== undefined && !hasApi(tenant.settings, route.assumed, reading)) throw notFound(request.path);
    const answer = route.answer(callOf(request, caller));
    if (reading) return answer;
    const broken = brokenAfterCall(tenant);
    if (broken.length > 0) throw new Error(`Simulator invariant broken: ${broken.join('; ')}`);
    if (takeFault(tenant.settings, 'internalErrorsAfterCommit'))
      throw new AimsRefusal('InternalError', 'The operation could not be completed.');
    return answer;
  };

  const serve = (route: Route): void => {
    app[route.method](route.path, (request: Request, response: Response) => {
      const caller = gate(request, response);
      if (takeFault(caller.tenant.settings, 'htmlErrors')) return void response.status(502).type('html').send(HTML);
      return send(response, answerTo(route, request, caller));
    });
  };

  // Path layout B: `{service}/odata/v1.0/…` is the same as `{service}/v1.0/…` (contracts/aims360.md §1.1).
  app.use((request, _response, next) => {
    request.url = request.url.replace(/^(\/[^/?]+)\/odata\/(?=v\d)/i, '$1/');
    next();
  });
  app.use((request, _response, next) => {
    const grant = state.tokens[/^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? ''];
    const latencyMs = (grant && state.tenants[grant.accountCode]?.settings.latencyMs) ?? 0;
    if (latencyMs === 0) next();
    else setTimeout(next, latencyMs).unref();
  });

  app.post('/authentication/:version/authentication/token', (request, response) => {
    send(response, grantToken(state, request, kernel.clock.now()));
  });
  app.all('/authentication/:version/authentication/authorize', (request, response) => {
    authorizePage(state, request, response, kernel.clock.now());
  });
  app.get('/documentmanagement/:version/aimsdocument/:documentID/:anonymousToken', (request, response) => {
    const asker: Asker = request.get('authorization') === undefined ? null : gate(request, response);
    const { contentType, text } = documentBehind(state, request.params, asker, kernel.clock.now());
    response.type(contentType).send(text);
  });
  app.post(loopWebhookPath(':accountCode'), (request, response) => {
    const tenant = state.tenants[String(request.params.accountCode)];
    const link = tenant?.loopLink ?? null;
    if (tenant === undefined || link === null || !link.createsRmas) return void response.status(204).end();
    returnCreated(state, tenant, link, jsonBody(request), kernel.clock.now());
    return void response.status(200).end();
  });

  const routes = [...readRoutes, ...jobRoutes, ...writeRoutes];
  for (const route of routes) serve(route);
  for (const path of new Set(routes.map((route) => route.path))) {
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
