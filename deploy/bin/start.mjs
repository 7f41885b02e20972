#!/usr/bin/env node
/** `npm start`: all set-up, then the local launcher in this same process, so that Ctrl-C reaches it directly. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, requireNode, ROOT, say, shopifySchema } from './setup.mjs';

const LAUNCHER = join(ROOT, 'deploy', 'launcher', 'dist', 'main.js');
/** With merchants of one's own, or only for the help text. */
const WITHOUT_SIMULATORS = /^--(config|help)\b/;

try {
  requireNode();
  await install();
  await build();
  if (!process.argv.some((argument) => WITHOUT_SIMULATORS.test(argument))) await shopifySchema();
  if (!existsSync(LAUNCHER)) throw new Error(`The build has no launcher: ${LAUNCHER} is missing.`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
// To the launcher it looks as if it had been started itself.
process.argv[1] = LAUNCHER;
await import(pathToFileURL(LAUNCHER).href);
