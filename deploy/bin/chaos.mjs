#!/usr/bin/env node
/** `npm run chaos`: all set-up, then the chaos run in this same process, so that Ctrl-C reaches it directly. */
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
await import(pathToFileURL(join(ROOT, 'deploy', 'chaos', 'dist', 'main.js')).href);
