import { BackhaulError, type ServiceName } from '@backhaul/contracts';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { codeOf } from '../code-of.js';
import type { ServiceSection } from '../config/service-config.js';

/** @throws BackhaulError PORT_IN_USE, which says which port and how to change it */
export async function listen(
  app: NestExpressApplication,
  name: ServiceName,
  { host, port }: ServiceSection['http'],
): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (cause) {
    if (codeOf(cause) !== 'EADDRINUSE') throw cause;
    const variable = `BACKHAUL_${name.toUpperCase().replaceAll('-', '_')}_HTTP_PORT`;
    throw new BackhaulError(
      'PORT_IN_USE',
      `Port ${port} on ${host} is taken by another program. Stop that one, or give ${name} another port: ` +
        `services.${name}.http.port in the configuration file, or the environment variable ${variable}.`,
      { cause },
    );
  }
  const address = app.getHttpServer().address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${taken}`;
}
