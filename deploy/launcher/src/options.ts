import { parseArgs } from 'node:util';
import { BackhaulError } from '@backhaul/contracts';

/** What the person at the keyboard asked for. */
export interface Options {
  readonly help: boolean;
  readonly bus: 'postgres' | 'kafka';
  readonly fresh: boolean;
  readonly demo: boolean;
  /** Merchants of one's own instead of the two of the demo. */
  readonly config: string | null;
  /** First of the ports that are used. */
  readonly ports: number;
  /** Where data, state and secrets are kept between runs. */
  readonly dir: string;
}

export const HELP = `Backhaul on this machine: Postgres, the five services, simulators of Loop, Shopify, AIMS360, RLM and a 3PL, and a day of returns.

Usage: npm start [-- options]

  --bus postgres|kafka   what carries the events. Default: postgres, which needs nothing else.
                         kafka: an Apache Kafka from its jars (Java 17+ and Maven on the first start).
  --fresh                forget what earlier runs left under the data folder
  --no-demo              start everything, play no day
  --config FILE          your own merchants (YAML or JSON) instead of the simulators and the demo; see README
  --ports N              first port. Default 4100: services N..N+4, simulators N+10..N+14, Postgres N+20, Kafka N+21
  --dir DIR              data folder. Default .backhaul
  --help                 this text

Ctrl-C stops everything cleanly. Run it again: it goes on where it was.`;

/** @throws BackhaulError USAGE with what to type instead */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const bus = values.bus ?? 'postgres';
  if (bus !== 'postgres' && bus !== 'kafka') throw usage(`--bus takes postgres or kafka, not ${bus}`);
  const ports = Number(values.ports ?? 4100);
  if (!Number.isInteger(ports) || ports < 1024 || ports > 65_500) {
    throw usage(`--ports takes a number from 1024 to 65500, not ${values.ports ?? ''}`);
  }
  return {
    help: values.help === true,
    bus,
    fresh: values.fresh === true,
    demo: values['no-demo'] !== true && values.config === undefined,
    config: values.config ?? null,
    ports,
    dir: values.dir ?? '.backhaul',
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        bus: { type: 'string' },
        fresh: { type: 'boolean' },
        'no-demo': { type: 'boolean' },
        config: { type: 'string' },
        ports: { type: 'string' },
        dir: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : String(cause));
  }
}

const usage = (message: string): BackhaulError => new BackhaulError('USAGE', `${message}\nTry: npm start -- --help`);
