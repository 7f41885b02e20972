import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { ConfigFile } from '@backhaul/service-kit';
import { openInstallation } from './installation.js';
import { openLogFile, type LogFile } from './log-file.js';
import type { Options } from './options.js';
import { assertPortsFree } from './ports-free.js';
import { stopAsked } from './stop-asked.js';
import { Teardown } from './teardown.js';

/** A stop takes no longer than this. What has not drained by then goes on at the next start. */
const STOP_WITHIN_MS = 4_500;
/** How long a stop waits for the step of the start that is under way, so that it ends in order too. */
const STEP_WITHIN_MS = 1_500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts everything, plays the day, and stays up until it is told to stop; then the process ends with code 0. */
export async function launch(options: Options): Promise<void> {
  const asked = stopAsked(process);
  const teardown = new Teardown();
  const starting = start(options, teardown, asked);
  asked.addEventListener('abort', () => void stop(starting, teardown));
  try {
    await starting;
  } catch (error) {
    // Ctrl-C reaches a program that we wait for before it reaches us: then its end is no failure.
    await nextTurn();
    if (asked.aborted) return;
    await teardown.run(say);
    throw error;
  }
}

/** What needs little comes first, so that a mistake is told at once; loading the services takes seconds. */
async function start(options: Options, teardown: Teardown, asked: AbortSignal): Promise<void> {
  say(`Starting Backhaul, data in ${options.dir}`);
  const own = options.config === null ? null : await checked(options.config);
  await openInstallation(options);
  await assertPortsFree(options);
  const log = openLogFile(join(options.dir, 'backhaul.log'));
  asked.addEventListener('abort', () => writeDownWhatBreaks(log));
  await nextTurn();
  asked.throwIfAborted();
  const { startEverything } = await import('./start-everything.js');
  await startEverything({ options, own, teardown, asked, say, log });
}

/** Before a data folder is made for merchants who are not there. */
async function checked(config: string): Promise<ConfigFile['merchants']> {
  const { ownMerchants } = await import('./own-merchants.js');
  return ownMerchants(config);
}

/** A connection that breaks because its server stops is of no interest to the person who wanted just that. */
function writeDownWhatBreaks(log: LogFile): void {
  process.on('uncaughtException', (error: Error) => {
    log.write(`${JSON.stringify({ level: 'warn', time: new Date(), msg: 'while stopping', stack: error.stack })}\n`);
  });
}

async function stop(starting: Promise<void>, teardown: Teardown): Promise<void> {
  say('\nStopping …');
  setTimeout(() => process.exit(0), STOP_WITHIN_MS);
  await Promise.race([starting.catch(() => undefined), pause(STEP_WITHIN_MS)]);
  await teardown.run(say);
  say('Stopped. What was under way goes on at the next start.');
  process.exit(0);
}
