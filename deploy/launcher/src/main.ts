import { BackhaulError } from '@backhaul/contracts';
import { HELP, readOptions } from './options.js';
import { runLauncher } from './run.js';

/** Ends a start that cannot go on: in words where we know them, with the stack where it is a bug. */
function fail(error: unknown): never {
  const known = error instanceof BackhaulError || (error instanceof Error && !('stack' in error && isBug(error)));
  process.stderr.write(
    `${known && error instanceof Error ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}

const isBug = (error: Error): boolean =>
  error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(`${HELP}\n`);
  else await runLauncher(options);
} catch (error) {
  fail(error);
}
