import { serviceNames, type ServiceName } from '@backhaul/contracts';
import { freePort } from '@backhaul/testkit';

/** A free port for each service, for an installation that runs beside others. */
export async function freePorts(): Promise<Record<ServiceName, number>> {
  const entries: [ServiceName, number][] = [];
  for (const name of serviceNames) entries.push([name, await freePort()]);
  return Object.fromEntries(entries) as Record<ServiceName, number>;
}
