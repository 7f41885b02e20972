import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { BackhaulError } from '@backhaul/contracts';
import { runChaos, type Outcome } from './chaos.js';
import { commandFor, HELP, readOptions, type Options } from './options.js';
import { digestOf, makePlan } from './plan/plan.js';
import { isGood, judge, report } from './report.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

// The servers and services of this run end with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) say(HELP);
  else process.exitCode = await run(options);
} catch (error) {
  process.stderr.write(`${error instanceof BackhaulError ? error.message : inspect(error)}\n`);
  process.exitCode = 1;
}

async function run(options: Options): Promise<number> {
  const dir = join('.backhaul', `chaos-${options.seed}`);
  const title = `seed ${options.seed}, plan ${digestOf(makePlan(options))}`;
  say(`Chaos: ${options.returns} returns over ${options.bus}, ${title}`);
  const { outcome, stage } = await runChaos({ ...options, dir, say });
  const good = tell(outcome);
  await stage.close();
  if (good && !options.keep) rmSync(dir, { recursive: true, force: true });
  else say(`\nLogs: ${join(dir, 'logs')}. The same plan again: ${commandFor(options)}`);
  say(`\n${good ? 'Every promise was kept' : 'FAILED'}: ${title}`);
  return good ? 0 : 1;
}

function tell(outcome: Outcome): boolean {
  const findings = judge(outcome.evidence);
  say(`\n${report(outcome, findings)}`);
  return isGood(outcome, findings);
}
