import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import { configInvalid, mistakesOf } from './mistakes.js';
import { applyOverrides } from './overrides.js';
import { withEnvironment, type Environment } from './secret.js';

/** Reads a YAML or JSON file as it is, unchecked. Throws CONFIG_INVALID when it is missing or not readable. */
export function readConfigFile(file: string): unknown {
  if (!existsSync(file)) {
    throw configInvalid(file, [
      { path: '', expected: 'expected a YAML or JSON file here; BACKHAUL_CONFIG says which' },
    ]);
  }
  try {
    return parseYaml(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unreadable';
    throw configInvalid(file, [{ path: '', expected: `expected YAML or JSON: ${reason}` }]);
  }
}

/** Checks a configuration that is already in memory. Throws CONFIG_INVALID with every mistake at once. */
export function parseConfig<T>(
  schema: z.ZodType<T>,
  tree: unknown,
  options: { env?: Environment; source?: string } = {},
): T {
  const env = options.env ?? process.env;
  const parsed = withEnvironment(env, () => schema.safeParse(applyOverrides(tree, env)));
  if (parsed.success) return parsed.data;
  throw configInvalid(options.source ?? 'The configuration', mistakesOf(parsed.error));
}

/** File plus environment, checked. Throws CONFIG_INVALID with every mistake at once. */
export function loadConfig<T>(schema: z.ZodType<T>, options: { file: string; env?: Environment }): T {
  const env = options.env ?? process.env;
  return parseConfig(schema, readConfigFile(options.file), { env, source: options.file });
}
