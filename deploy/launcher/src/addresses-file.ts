import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '@backhaul/contracts';
import type { Product } from './product/product.js';

/** The file in the data folder that says where the services are, in the shape of a configuration: `npx backhaul` reads it. */
export const addressesFile = (dir: string): string => join(dir, 'addresses.json');

/** Writes down where the services listen. */
export function writeAddresses(dir: string, services: Record<keyof Product['services'], { url: string }>): void {
  const entries = serviceNames.map((name) => {
    const { hostname, port } = new URL(services[name].url);
    return [name, { http: { host: hostname, port: Number(port) } }] as const;
  });
  writeFileSync(addressesFile(dir), JSON.stringify({ services: Object.fromEntries(entries) }, null, 2));
}
