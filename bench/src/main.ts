import { benchmarks } from './benchmarks/index.js';
import { HELP, readOptions } from './options.js';
import { run } from './run.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const options = readOptions(process.argv.slice(2), benchmarks);
  switch (options.action) {
    case 'help':
      print(HELP);
      break;
    case 'list':
      for (const { name, question, bar } of benchmarks) print(`${name.padEnd(24)} ${question} [${bar}]`);
      break;
    case 'run':
      process.exitCode = (await run(options, benchmarks, print)) ? 0 : 1;
      break;
    default:
      options.action satisfies never;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
