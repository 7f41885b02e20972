#!/usr/bin/env node
/** `npm run check`: every check that needs no test run, side by side as far as they do not wait for one another. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { install, requireNode, ROOT, say, tool } from './setup.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} args of Node
 * @property {string} [after] the step that must have passed
 * @property {string} hint what to do when it fails
 */

const GENERATOR = 'libs/contracts/dist/generate/main.js';

/** Longest first: the last one to end decides how long the whole takes. @type {Step[]} */
const steps = [
  {
    name: 'lint',
    args: [tool('eslint', 'bin/eslint.js'), '--max-warnings=0', '.'],
    hint: 'npx eslint --fix . mends a part of it',
  },
  { name: 'build', args: [tool('typescript', 'bin/tsc'), '-b'], hint: 'mend the types' },
  {
    name: 'types of tests',
    args: [tool('typescript', 'bin/tsc'), '-p', 'tsconfig.test.json'],
    after: 'build',
    hint: 'mend the types',
  },
  {
    name: 'contracts',
    args: [GENERATOR, '--check'],
    after: 'build',
    hint: 'npm run contracts:generate, and look at what changed',
  },
  {
    name: 'format',
    args: [tool('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '--cache', '.'],
    hint: 'npm run format',
  },
  {
    name: 'dependency rules',
    args: [
      tool('dependency-cruiser', 'bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', 'libs', 'services', 'deploy', 'bench'],
    ],
    hint: 'each finding says why the arrow is forbidden',
  },
  {
    name: 'unused code',
    args: [tool('knip', 'bin/knip.js'), '--no-progress'],
    hint: 'delete what nobody uses, or use it',
  },
];

/** @typedef {{ step: Step, outcome: 'passed' | 'failed' | 'not run', seconds: string }} Result */

process.exitCode = await main();

async function main() {
  try {
    requireNode();
    await install();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
  const started = Date.now();
  const results = await runAll(steps);
  const bad = results.filter((result) => result.outcome !== 'passed');
  say(`\ncheck: ${results.length - bad.length} of ${results.length} passed in ${secondsSince(started)} s`);
  for (const { step, outcome } of bad) say(`  ${outcome}: ${step.name} (${step.hint})`);
  return bad.length === 0 ? 0 : 1;
}

/**
 * A few at once; a step waits for the one that it builds on.
 * @param {Step[]} all
 * @returns {Promise<Result[]>}
 */
async function runAll(all) {
  const waiting = [...all];
  /** @type {Map<string, Result>} */
  const done = new Map();
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex((step) => !step.after || done.has(step.after));
    if (next >= 0 && running.size < Math.max(2, Math.min(4, availableParallelism()))) {
      const [step] = waiting.splice(next, 1);
      if (!step) continue;
      const task = runStep(step, done).then((result) => void (done.set(step.name, result), running.delete(task)));
      running.add(task);
    } else await Promise.race(running);
  }
  return all.flatMap((step) => done.get(step.name) ?? []);
}

/**
 * @param {Step} step
 * @param {Map<string, Result>} done
 * @returns {Promise<Result>}
 */
async function runStep(step, done) {
  if (step.after && done.get(step.after)?.outcome !== 'passed') return { step, outcome: 'not run', seconds: '0' };
  if (step.name === 'contracts' && !existsSync(join(ROOT, GENERATOR))) return { step, outcome: 'passed', seconds: '0' };
  const started = Date.now();
  const { code, output } = await capture(step.args);
  const seconds = secondsSince(started);
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name}, ${seconds} s`);
  if (code !== 0) say(output.trimEnd());
  return { step, outcome: code === 0 ? 'passed' : 'failed', seconds };
}

/**
 * Output is kept until the step ends: steps side by side would mix their lines.
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function capture(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {number} started */
function secondsSince(started) {
  return ((Date.now() - started) / 1000).toFixed(1);
}
