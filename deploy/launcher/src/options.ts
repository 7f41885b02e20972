import { join } from 'node:path';
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

const DATA_FOLDER = '.backhaul';

/** What `--help` prints. */
export const HELP = `Backhaul on this machine: Postgres, the five services, simulators of Loop, Shopify, AIMS360, RLM and a 3PL, and a day of returns.

Usage: npm start [-- options]

  --bus postgres|kafka   what carries the events. Default: postgres, which needs nothing else.
                         kafka: an Apache Kafka from its jars (needs Java 17 or later, and Maven on the first start)
  --fresh                forget what earlier runs left in the data folder
  --no-demo              start everything, play no day
  --config FILE          your own merchants (YAML or JSON) instead of the simulators and the demo; see README.md
  --ports N              first port. Default 4100: services N to N+4, simulators N+10 to N+14, Postgres N+20, Kafka N+21
  --dir DIR              data folder. Default ${DATA_FOLDER}; with --bus kafka or --config a folder of its own below it
  --help                 this text

Ctrl-C stops everything and keeps the data. The next start goes on where this one ended.`;

/** @throws BackhaulError USAGE with what to type instead */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const bus = values.bus ?? 'postgres';
  if (bus !== 'postgres' && bus !== 'kafka') throw usage(`--bus takes postgres or kafka, not ${quoted(bus)}.`);
  const ports = Number(values.ports ?? 4100);
  if (!Number.isInteger(ports) || ports < 1024 || ports > 65_500) {
    throw usage(`--ports takes a number from 1024 to 65500, not ${quoted(values.ports ?? '')}.`);
  }
  if (values.dir === '') throw usage('--dir takes the path of a folder.');
  if (values.config === '') throw usage('--config takes the path of a file.');
  const config = values.config ?? null;
  return {
    help: values.help === true,
    bus,
    fresh: values.fresh === true,
    demo: values['no-demo'] !== true && config === null,
    config,
    ports,
    dir: values.dir ?? defaultFolder(bus, config),
  };
}

/** What is under way lies on one bus, and belongs to some merchants: each kind of run has its own data. */
function defaultFolder(bus: Options['bus'], config: string | null): string {
  if (bus === 'postgres' && config === null) return DATA_FOLDER;
  return join(DATA_FOLDER, `${config === null ? 'demo' : 'own'}-${bus}`);
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
    throw usage(wordsFor((cause as Error).message));
  }
}

/** Node explains in its first sentence what is wrong, and in the others how its own parser could be satisfied. */
function wordsFor(message: string): string {
  const [first = ''] = message.split(/\.\s|\n/);
  return `${first.replace(/\.$/, '')}.`;
}

const quoted = (value: string): string => `"${value}"`;

const usage = (message: string): BackhaulError =>
  new BackhaulError('USAGE', `${message}\nOptions come after two dashes: npm start -- --help shows them all.`);
