#!/usr/bin/env node
/** `npm run bench`: all set-up, then the benchmarks in this same process, so that no second one takes a share of the machine. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, requireNode, ROOT, say, shopifySchema } from './setup.mjs';

try {
  requireNode();
  await install();
  await build();
  await shopifySchema();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
await import(pathToFileURL(join(ROOT, 'bench', 'dist', 'main.js')).href);
