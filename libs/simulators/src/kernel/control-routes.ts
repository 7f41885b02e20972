import { Router, type Request } from 'express';
import { isRecord, jsonBody } from './body.js';
import type { CallLog } from './calls.js';
import type { FaultRule, Faults } from './fault-rules.js';
import type { Kernel } from './kernel.js';

interface Controlled {
  kernel: Kernel<unknown>;
  door: object;
  faults: Faults;
  log: CallLog;
  save: () => void;
}

/** The test-only side door over HTTP, under `/__sim`: for a test or a demo in another process. */
export function controlRoutes({ kernel, door, faults, log, save }: Controlled): Router {
  const routes = Router();
  routes.post('/door/:method', async (request, response) => {
    const method: unknown = Reflect.get(door, request.params.method);
    const args = jsonBody(request) ?? [];
    if (typeof method !== 'function') return void response.status(404).json({ error: 'no such door method' });
    if (!Array.isArray(args)) return void response.status(400).json({ error: 'send a JSON array of arguments' });
    const result: unknown = await Reflect.apply(method, door, args);
    return void (result === undefined ? response.status(204).end() : response.json(result));
  });
  routes.get('/clock', (_, response) => void response.json({ now: kernel.clock.now() }));
  routes.post('/clock', (request, response) => {
    moveClock(kernel, body(request));
    save();
    response.json({ now: kernel.clock.now() });
  });
  routes.get('/faults', (_, response) => void response.json(faults.list().map(readableRule)));
  routes.post('/faults', (request, response) => {
    faults.add(body(request) as unknown as FaultRule);
    response.status(204).end();
  });
  routes.delete('/faults', (_, response) => {
    faults.clear();
    response.status(204).end();
  });
  routes.get('/calls', (_, response) => void response.json(log.calls));
  routes.get('/state', (_, response) => void response.json(kernel.state));
  routes.get('/webhooks', (_, response) => void response.json(kernel.webhooks.deliveries));
  routes.post('/webhooks', (request, response) => {
    kernel.webhooks.disturb(body(request));
    save();
    response.status(204).end();
  });
  return routes;
}

function body(request: Request): Record<string, unknown> {
  const value = jsonBody(request);
  if (!isRecord(value)) throw new Error('send a JSON object');
  return value;
}

function moveClock({ clock }: Kernel<unknown>, move: Record<string, unknown>): void {
  if (typeof move.advance === 'number') clock.advance(move.advance);
  else if (typeof move.set === 'string') clock.set(new Date(move.set));
  else throw new Error('send {"advance": milliseconds} or {"set": "ISO date"}');
}

function readableRule(rule: FaultRule): unknown {
  return {
    ...rule,
    match: { ...rule.match, path: String(rule.match?.path ?? ''), body: String(rule.match?.body ?? '') },
  };
}
