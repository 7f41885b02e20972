#!/usr/bin/env node
/** `npx backhaul`. npm links this file before anything is built, so it must be there first, and be able to say so. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(fileURLToPath(main))) await import(main.href);
else {
  process.stderr.write('backhaul is not built yet: npm run build (npm start does it, too), then try again.\n');
  process.exitCode = 1;
}
