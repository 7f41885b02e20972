import { aims360Adapter } from '@backhaul/aims360-adapter';
import { serviceNames, type Clock, type ServiceName } from '@backhaul/contracts';
import { ledger } from '@backhaul/ledger';
import { loopGateway } from '@backhaul/loop-gateway';
import { rlmAdapter } from '@backhaul/rlm-adapter';
import { bootService, type BootOptions, type ConfigFile, type RunningService } from '@backhaul/service-kit';
import { shopifyGateway } from '@backhaul/shopify-gateway';

/** Where a service runs and what it needs, besides its definition. */
export interface ProductOptions {
  readonly config: ConfigFile;
  readonly source?: string;
  readonly logTo?: BootOptions['logTo'];
  readonly clock?: Clock;
}

/** The five services, running in this process. */
export interface Product {
  readonly services: Readonly<Record<ServiceName, RunningService>>;
  stop(): Promise<void>;
}

type Boot = (options: BootOptions) => Promise<RunningService>;

const boots: Record<ServiceName, Boot> = {
  'loop-gateway': (options) => bootService(loopGateway, options),
  'shopify-gateway': (options) => bootService(shopifyGateway, options),
  'aims360-adapter': (options) => bootService(aims360Adapter, options),
  'rlm-adapter': (options) => bootService(rlmAdapter, options),
  ledger: (options) => bootService(ledger, options),
};

/** Starts the five services side by side; when one cannot start, the others are stopped again. */
export async function startProduct({ config, source, logTo, clock }: ProductOptions): Promise<Product> {
  const options: BootOptions = {
    config,
    ...(source === undefined ? {} : { source }),
    ...(logTo === undefined ? {} : { logTo }),
    ...(clock === undefined ? {} : { clock }),
  };
  const started = await Promise.allSettled(serviceNames.map((name) => boots[name](options)));
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((service) => service.stop()));
  };
  const failure = started.find((result) => result.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  const byName = Object.fromEntries(running.map((service) => [service.name, service]));
  return { services: byName as Record<ServiceName, RunningService>, stop };
}
