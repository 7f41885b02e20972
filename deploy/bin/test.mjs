#!/usr/bin/env node
/**
 * `npm test`: all set-up, then Jest. `--unit` runs the tests that need no server; everything else goes to Jest.
 * The last line is always `N passed, N failed`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareKafka } from '../../libs/testkit/src/servers/prepare-kafka.mjs';
import { build, install, requireNode, ROOT, run, say, shopifySchema, tool } from './setup.mjs';
import { lastLine, verdict } from './tally.mjs';

const unit = process.argv.includes('--unit');
const jestArgs = process.argv.slice(2).filter((argument) => argument !== '--unit');

process.exitCode = await main();

async function main() {
  try {
    requireNode();
    await install();
    await shopifySchema();
    // Unit tests run from source. Some of the others start services as processes, from the build.
    if (!unit) await Promise.all([build(), prepareKafka(say)]);
    return await runJest();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return close({ passed: 0, failed: 1 });
  }
}

async function runJest() {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-tally-'));
  const file = join(folder, 'counts.json');
  const code = await run(process.execPath, [tool('jest', 'bin/jest.js'), ...jestArgs, ...ourArgs()], {
    env: { ...process.env, NODE_OPTIONS: nodeOptions(), BACKHAUL_TALLY: file },
  });
  const counts = verdict(file, code);
  rmSync(folder, { recursive: true, force: true });
  return close(counts);
}

/** Behind the others: Jest takes every word that follows a list option for a part of the list. */
function ourArgs() {
  const tally = join(ROOT, 'deploy', 'bin', 'tally.mjs');
  // An empty run must reach the reporter, and is judged by us.
  const args = ['--passWithNoTests', '--reporters=default', `--reporters=${tally}`];
  return unit ? [...args, '--selectProjects=unit'] : args;
}

/** Jest runs ES modules in Node's vm modules, which are flagged as experimental in every supported Node. */
function nodeOptions() {
  const ours = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
  return [process.env['NODE_OPTIONS'], ours].filter(Boolean).join(' ');
}

/** @param {import('./tally.mjs').Counts} counts */
function close(counts) {
  const ran = counts.passed + counts.failed > 0;
  if (!ran) say('No test ran.');
  process.stdout.write(`${lastLine(counts)}\n`);
  return ran && counts.failed === 0 ? 0 : 1;
}
