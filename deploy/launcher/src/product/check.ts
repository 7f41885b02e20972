import { aims360Adapter } from '@backhaul/aims360-adapter';
import { BackhaulError } from '@backhaul/contracts';
import { ledger } from '@backhaul/ledger';
import { loopGateway } from '@backhaul/loop-gateway';
import { rlmAdapter } from '@backhaul/rlm-adapter';
import {
  parseConfig,
  serviceConfigSchema,
  type ConfigFile,
  type Mistake,
  type ServiceDefinition,
} from '@backhaul/service-kit';
import { shopifyGateway } from '@backhaul/shopify-gateway';

/** Everything that any of the five services would refuse in this configuration, each mistake once. */
export function mistakesIn(config: ConfigFile): Mistake[] {
  const found = [
    seenBy(loopGateway, config),
    seenBy(shopifyGateway, config),
    seenBy(aims360Adapter, config),
    seenBy(rlmAdapter, config),
    seenBy(ledger, config),
  ];
  return [...new Map(found.flat().map((mistake) => [`${mistake.path} ${mistake.expected}`, mistake])).values()];
}

function seenBy<M extends object>({ name, merchantSchema }: ServiceDefinition<M>, config: ConfigFile): Mistake[] {
  try {
    parseConfig(serviceConfigSchema(name, merchantSchema), config);
    return [];
  } catch (error) {
    if (error instanceof BackhaulError && error.code === 'CONFIG_INVALID') return error.details as Mistake[];
    throw error;
  }
}
