import { BackhaulError } from '@backhaul/contracts';

/** Options as npm names them when it takes them for its own settings. */
const swallowed: Readonly<Record<string, string>> = {
  npm_config_bus: '--bus',
  npm_config_fresh: '--fresh',
  npm_config_demo: '--no-demo',
  npm_config_ports: '--ports',
  npm_config_dir: '--dir',
};

/**
 * `npm start --fresh` without the two dashes gives the option to npm, which keeps it: the run would silently not do what
 * was asked for.
 * @throws BackhaulError USAGE
 */
export function assertNotSwallowed(env: Readonly<Record<string, string | undefined>>): void {
  if (env['npm_lifecycle_event'] !== 'start') return;
  const option = Object.entries(swallowed).find(([name]) => env[name] !== undefined)?.[1];
  if (option === undefined) return;
  throw new BackhaulError(
    'USAGE',
    `npm has taken ${option} for an option of its own. Put two dashes before the options: npm start -- ${option}`,
  );
}
