import type {
  Destination,
  LabelStatus,
  LoopQuirks,
  LoopShop,
  RestockType,
  ReviewRule,
  Scope,
  Subscription,
} from './state.js';
import { TRIGGERS } from './webhooks/topics.js';
import type { World } from './world.js';

export interface LoopShopRequest {
  shop: string;
  apiKey: string;
  scopes?: Scope[];
  webhookSecret: string;
  /** Subscribes this address, active, to return, label and return.processing. */
  webhookUrl?: string;
  shopDomain: string;
  currency?: string;
  allowFlaggedProcessing?: boolean;
  /** From `true` to the effects. Default 300 ms. */
  processingDelayMs?: number;
  restockType?: RestockType;
  processOn?: LabelStatus | 'immediate' | 'manual';
  /** Minor units, per return. */
  handlingFee?: number;
  /** Default `shopify`. */
  restockTarget?: LoopShop['restockTarget'];
  /** Default `separate`. */
  exchangeMode?: LoopShop['exchangeMode'];
  /** Default true. */
  loopDiscount?: boolean;
  /** Default `EXC-`; older shops have `L-`. */
  exchangePrefix?: string;
  /** Default: the original order's number. */
  exchangeTag?: string;
  /** Default `gift-card-api`. */
  storeCreditKind?: LoopShop['storeCreditKind'];
  /** Default `review`. */
  outOfStockResolution?: LoopShop['outOfStockResolution'];
  reviewRules?: ReviewRule[];
  /** Default: one warehouse. */
  destinations?: Omit<Destination, 'id'>[];
  labelSchedule?: Partial<Record<LabelStatus, number>>;
  /** Of each key. Default 300, as Loop allows. */
  callsPerMinute?: number;
  quirks?: Partial<LoopQuirks>;
}

const WAREHOUSE: Omit<Destination, 'id'> = {
  type: 'warehouse',
  name: 'Returns centre',
  enabled: true,
  providerLocationId: null,
  address: {
    address1: '400 Harbor Drive',
    address2: '',
    city: 'Duluth',
    state: 'Minnesota',
    zip: '55802',
    country: 'United States',
    country_code: 'US',
  },
};

/** What Loop allows a key. */
export const CALLS_PER_MINUTE = 300;

const QUIRKS: LoopQuirks = {
  closing: 'both',
  details: 'array',
  notes: 'array',
  nextPageKeepsParams: true,
  lateScanReopens: false,
  nativeExchangeOrder: 'original',
};

/**
 * Adds a shop with one key. Adding the same shop again keeps its returns and renews its settings,
 * so that a demo with a kept state may do it at each start.
 */
export function addShop(world: World, request: LoopShopRequest): LoopShop {
  const { shops } = world.kernel.state;
  const known = shops.find(({ shop }) => shop === request.shop);
  const made = known?.subscriptions.filter(({ fromConfiguration }) => !fromConfiguration) ?? [];
  const settings = {
    keys: [
      {
        key: request.apiKey,
        scopes: request.scopes ?? (['returns', 'developer_tools', 'destinations:read'] satisfies Scope[]),
      },
    ],
    shopDomain: request.shopDomain,
    currency: request.currency ?? 'USD',
    webhookSecret: request.webhookSecret,
    subscriptions: [...made, ...subscriptions(world, request.webhookUrl)],
    allowFlaggedProcessing: request.allowFlaggedProcessing ?? false,
    processingDelayMs: request.processingDelayMs ?? 300,
    restockType: request.restockType ?? 'return',
    processOn: request.processOn ?? 'manual',
    handlingFee: request.handlingFee ?? 0,
    restockTarget: request.restockTarget ?? ('shopify' as const),
    exchangeMode: request.exchangeMode ?? ('separate' as const),
    loopDiscount: request.loopDiscount ?? true,
    exchangePrefix: request.exchangePrefix ?? 'EXC-',
    exchangeTag: request.exchangeTag ?? null,
    storeCreditKind: request.storeCreditKind ?? ('gift-card-api' as const),
    outOfStockResolution: request.outOfStockResolution ?? ('review' as const),
    reviewRules: request.reviewRules ?? [],
    destinations: (request.destinations ?? [WAREHOUSE]).map((one, index) => ({ id: 2_101 + index, ...one })),
    labelSchedule: request.labelSchedule ?? {},
    callsPerMinute: request.callsPerMinute ?? CALLS_PER_MINUTE,
    quirks: { ...QUIRKS, ...request.quirks },
  };
  if (known !== undefined) return Object.assign(known, settings);
  const shopId = Number(world.kernel.ids.next('loop/shop', 4_711, 50));
  const shop: LoopShop = { shop: request.shop, shopId, failures: [], ...settings };
  shops.push(shop);
  return shop;
}

function subscriptions({ kernel }: World, url: string | undefined): Subscription[] {
  if (url === undefined) return [];
  return ['return', 'label', 'return.processing'].flatMap((topic) =>
    (TRIGGERS[topic] ?? []).map((trigger) => ({
      id: Number(kernel.ids.next('loop/webhook', 9_101)),
      topic,
      trigger,
      url,
      status: 'active' as const,
      fromConfiguration: true,
    })),
  );
}
