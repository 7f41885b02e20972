import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { BackhaulError } from '@backhaul/contracts';
import type { PlanOptions } from './plan/plan.js';

/** What the person at the keyboard asked for. */
export interface Options extends PlanOptions {
  readonly help: boolean;
  readonly minutes: number;
  /** Logs and data stay also when all is well. */
  readonly keep: boolean;
}

/** What `--help` prints. */
export const HELP = `Runs returns through the whole product while everything around it fails, and compares what is left.

Usage: npm run chaos [-- options]

  --returns N            so many returns, 1 to 1000. Default 200
  --seed N               what fails where follows from it. Default: by chance, printed first and last
  --bus kafka|postgres   what carries the events. Default: kafka (Java 17 or later, and Maven on the first start)
  --minutes M            ends after so long at the latest. Default 30
  --calm                 nothing fails: for comparison
  --keep                 keeps logs and databases; after a failure they are always kept
  --help                 this text

Exit code 0: every check holds.`;

/** @throws BackhaulError USAGE with what to type instead */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const bus = values.bus ?? 'kafka';
  if (bus !== 'kafka' && bus !== 'postgres') throw usage(`--bus takes kafka or postgres, not "${bus}".`);
  return {
    help: values.help === true,
    returns: whole('--returns', values.returns, 200, 1, 1_000),
    seed: whole('--seed', values.seed, randomInt(1, 1_000_000), 0, 2_147_483_647),
    bus,
    minutes: whole('--minutes', values.minutes, 30, 1, 600),
    calm: values.calm === true,
    keep: values.keep === true,
  };
}

/** The command that plays the same plan again. */
export function commandFor({ returns, seed, bus, calm }: PlanOptions): string {
  const rest = `${bus === 'kafka' ? '' : ` --bus ${bus}`}${calm ? ' --calm' : ''}`;
  return `npm run chaos -- --returns ${returns} --seed ${seed}${rest}`;
}

function whole(option: string, given: string | undefined, preset: number, low: number, high: number): number {
  const value = given === undefined ? preset : Number(given);
  if (given !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
  throw usage(`${option} takes a whole number from ${low} to ${high}, not "${given ?? ''}".`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        returns: { type: 'string' },
        seed: { type: 'string' },
        bus: { type: 'string' },
        minutes: { type: 'string' },
        calm: { type: 'boolean' },
        keep: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw usage((cause as Error).message.split(/\.\s|\n/)[0] ?? '');
  }
}

const usage = (message: string): BackhaulError =>
  new BackhaulError('USAGE', `${message}\nOptions come after two dashes: npm run chaos -- --help shows them all.`);
