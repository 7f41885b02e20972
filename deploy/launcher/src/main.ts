import { failure } from './failure.js';
import { launch } from './launch.js';
import { assertNotSwallowed } from './npm-options.js';
import { HELP, readOptions } from './options.js';

try {
  const options = readOptions(process.argv.slice(2));
  assertNotSwallowed(process.env);
  if (options.help) process.stdout.write(`${HELP}\n`);
  else await launch(options);
} catch (error) {
  process.stderr.write(`${failure(error)}\n`);
  process.exit(1);
}
