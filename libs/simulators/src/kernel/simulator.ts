import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { CallLog, type SimCall } from './calls.js';
import { realClock, type SimClock } from './clock.js';
import { controlRoutes } from './control-routes.js';
import { savingDoor } from './door.js';
import { injectFaults } from './fault-middleware.js';
import { Faults } from './fault-rules.js';
import { listen } from './http-server.js';
import { Ids } from './ids.js';
import type { Kernel } from './kernel.js';
import { StateFile } from './state-file.js';
import { Timers } from './timers.js';
import { Webhooks } from './webhooks.js';

/** How to start any simulator. */
export interface SimulatorOptions {
  /** 0 (default) = any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** When given, the state survives `kill -9`: it is on disk before any answer to a changing request leaves. */
  stateFile?: string;
  /** Default: real time that can be pushed forward. */
  clock?: SimClock;
  /** The same seed and the same requests give the same ids. Default 1. */
  seed?: number;
}

/** A running simulator: a real HTTP server and, for tests in the same process, its side door. */
export interface Simulator<Door> {
  readonly name: string;
  /** Without a slash at the end. */
  readonly url: string;
  readonly door: Door;
  readonly clock: SimClock;
  /** Every vendor request seen, newest last (the last 5 000). */
  readonly calls: readonly SimCall[];
  readonly faults: Faults;
  /** Delivery log and delivery faults. */
  readonly webhooks: Webhooks;
  /** Resolves when no timer is due and no webhook is under way. */
  idle(): Promise<void>;
  /** Stops the server and all timers within a second; nothing is answered after it. */
  close(): Promise<void>;
}

/** A vendor's part: its state, its side door, its routes (with its own answers to unknown paths and errors). */
export interface SimulatorDefinition<State, Door extends object> {
  readonly name: string;
  readonly initialState: () => State;
  readonly build: (kernel: Kernel<State>) => { readonly door: Door; readonly mount: (app: Express) => void };
}

const LARGEST_BODY = '5mb';

/** Starts a simulator from its definition. Rejects when the port is taken or the state file cannot be read. */
export async function startSimulator<State, Door extends object>(
  definition: SimulatorDefinition<State, Door>,
  options: SimulatorOptions = {},
): Promise<Simulator<Door>> {
  const file = new StateFile(options.stateFile, definition.initialState);
  const kernelState = () => file.current.kernel;
  const clock = options.clock ?? ownClock(file);
  const save = () => file.save();
  const ids = new Ids(options.seed ?? 1, kernelState);
  const timers = new Timers(clock, kernelState, save, () => ids.next('kernel/timer', 1));
  const webhooks = new Webhooks(clock, kernelState, timers, ids);
  const faults = new Faults();
  const log = new CallLog(clock);
  let url = '';
  const kernel: Kernel<State> = { state: file.current.vendor, clock, ids, timers, webhooks, url: () => url };
  const vendor = definition.build(kernel);
  const door = savingDoor(vendor.door, save);

  const app = express().disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(express.raw({ type: () => true, limit: LARGEST_BODY }), saveBeforeAnswer(save));
  app.use('/__sim', controlRoutes({ kernel, door, faults, log, save }), controlError);
  app.use(log.middleware, injectFaults(faults, save));
  vendor.mount(app);

  const server = await listen(app, options.host ?? '127.0.0.1', options.port ?? 0);
  url = server.url;
  timers.start();
  const close = async (): Promise<void> => {
    timers.stop();
    webhooks.stop();
    file.close();
    await server.close();
  };
  return {
    name: definition.name,
    url,
    door,
    clock,
    calls: log.calls,
    faults,
    webhooks,
    idle: () => timers.idle(),
    close,
  };
}

/** A push of the clock is state too: due dates must not move back by a restart. */
function ownClock(file: StateFile<unknown>): SimClock {
  const clock = realClock(file.current.kernel.clockOffsetMs);
  clock.onMove(() => (file.current.kernel.clockOffsetMs = Math.round(clock.now().getTime() - Date.now())));
  return clock;
}

/** Writes the state before the first byte of an answer leaves, so that what a client was told is never forgotten. */
function saveBeforeAnswer(save: () => void): RequestHandler {
  return (_, response, next) => {
    const end = response.end.bind(response) as (...args: unknown[]) => typeof response;
    response.end = ((...args: unknown[]) => {
      save();
      return end(...args);
    }) as typeof response.end;
    next();
  };
}

const controlError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  response.status(500).json({ error: error instanceof Error ? error.message : String(error) });
};
