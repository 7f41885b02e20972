import { running } from './running.mjs';

/** After Ctrl-C or a crash this does not run: then the keepers stop the servers. */
export default async function globalTeardown() {
  await running.servers?.stop();
}
