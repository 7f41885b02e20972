import type { ConfigFile } from '@backhaul/service-kit';

/** The vendors whose sections have a budget of calls; Shopify tells its own with every answer. */
const vendors = ['loop', 'aims360', 'rlm', 'threepl'];

/** Merchants with other limits on our side, such as `callsPerMinute`, for every vendor that they have. */
export function withLimits(
  merchants: ConfigFile['merchants'],
  limits: { readonly callsPerMinute: number; readonly timeoutSeconds?: number },
): ConfigFile['merchants'] {
  return merchants.map((merchant) => ({
    ...merchant,
    ...Object.fromEntries(
      vendors
        .filter((vendor) => merchant[vendor] !== undefined)
        .map((vendor) => [vendor, { ...(merchant[vendor] as object), ...limits }]),
    ),
  }));
}
