import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { canonicalJson } from '../../input/canonical-json.js';
import { CallBudget } from '../../input/call-budget.js';
import { jsonBody } from '../../kernel/index.js';
import type { Kernel } from '../../kernel/index.js';
import { brokenInvariants } from '../invariants.js';
import { RlmRefusal, malformed } from '../refusal.js';
import type { Company, RlmState } from '../state.js';
import type { Answer, Route } from './call.js';
import { readRoutes } from './read-routes.js';
import { writeRoutes } from './write-routes.js';

const BASE = '/v1/companies/:company';

const asRefusal = (error: unknown): RlmRefusal => {
  if (error instanceof RlmRefusal) return error;
  if (error instanceof SyntaxError) return malformed('The body is not valid JSON.');
  if (error instanceof Error && 'status' in error && error.status === 413)
    return new RlmRefusal('VALIDATION', 'Request Too Large', null, 413);
  return new RlmRefusal('UNAVAILABLE', error instanceof Error ? error.message : 'Unavailable');
};

/** The same key with the same request gives the stored answer; with another request it is refused. */
const onceFor = (company: Company, key: string | undefined, request: string, answer: () => Answer): Answer => {
  const earlier = key === undefined ? undefined : company.answered[key];
  if (earlier !== undefined && earlier.request !== request)
    throw new RlmRefusal('STATE', 'Idempotency-Key Already Used For Another Request');
  if (earlier !== undefined) return { status: 200, body: structuredClone(earlier.body) };
  const given = answer();
  if (key !== undefined && given.keep !== false) company.answered[key] = { request, body: structuredClone(given.body) };
  return given;
};

/** Mounts RLM's assumed REST paths (contracts/rlm-and-3pl.md §1.4, errors §8). */
export const mountRlm = (app: Express, kernel: Kernel<RlmState>): void => {
  const budget = new CallBudget(kernel.clock);

  const gate = (request: Request, response: Response): Company => {
    const key = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
    const company = Object.values(kernel.state.companies).find((each) => each.apiKey === key);
    if (company === undefined) throw new RlmRefusal('AUTH', 'The user/key combination does not exist');
    if (request.params.company !== undefined && request.params.company !== String(company.number))
      throw new RlmRefusal('AUTH', 'Invalid Company', null, 403);
    const wait = budget.take(String(company.number), company.settings.callsPerMinute);
    if (wait === 0) return company;
    response.set('Retry-After', String(wait));
    throw new RlmRefusal('RATE_LIMIT', 'Too Many Requests');
  };

  const serve = (route: Route): void => {
    app[route.method](BASE + route.path, (request: Request, response: Response) => {
      const company = gate(request, response);
      const body = jsonBody(request) ?? {};
      const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
      const query = new URL(request.originalUrl, kernel.url()).searchParams;
      const answer = (): Answer => route.answer({ company, query, params, body, now: kernel.clock.now() });
      if (route.method === 'get') return void response.json(answer().body);
      const key = request.get('idempotency-key');
      const given = onceFor(company, key, `${request.path} ${canonicalJson(body)}`, answer);
      const broken = brokenInvariants(company);
      if (broken.length > 0) throw new Error(`Simulator invariant broken: ${broken.join('; ')}`);
      return void response.status(given.status).json(given.body);
    });
  };

  app.use((request, response, next) => {
    response.set('X-Correlation-Id', request.get('x-correlation-id') ?? kernel.ids.uuid('correlation'));
    next();
  });
  for (const route of [...readRoutes, ...writeRoutes]) serve(route);
  app.use((request, response) => {
    gate(request, response);
    throw new RlmRefusal('NOT_FOUND', 'Not Found');
  });

  const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const { status, code, message, line } = asRefusal(error);
    const correlation_id = response.get('X-Correlation-Id') ?? null;
    response.status(status).json({ code, message, line, correlation_id });
  };
  app.use(onError);
};
