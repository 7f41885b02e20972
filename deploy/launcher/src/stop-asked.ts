/** The process that is told to stop. */
export type Host = Pick<NodeJS.Process, 'on' | 'stdout'>;

/**
 * Aborted once somebody wants this process to end: Ctrl-C, a signal, a closed window, or nobody left who reads its output.
 * npm passes Ctrl-C on although the terminal has already done so: further signals change nothing.
 */
export function stopAsked(host: Host): AbortSignal {
  const asked = new AbortController();
  const ask = (): void => asked.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) host.on(signal, ask);
  host.stdout.on('error', ask);
  return asked.signal;
}
