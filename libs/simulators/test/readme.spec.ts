import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import * as simulators from '../src/index.js';

it('the example of the README does what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const body = example
    .replace(/import (\{[^}]*\}) from '@backhaul\/simulators';/, 'const $1 = simulators;')
    .replace(
      /^(loop\.door\.return\(id\)\.state);/m,
      'const state = $1; await loop.close(); await shopify.close(); return state;',
    );
  const run = Object.getPrototypeOf(async () => undefined).constructor as new (
    ...parts: string[]
  ) => (given: typeof simulators) => Promise<unknown>;
  expect(await new run('simulators', body)(simulators)).toBe('closed');
});
