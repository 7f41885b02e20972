import { buildSchema, type GraphQLSchema } from 'graphql';
import { commonSdl } from './common.js';
import { fulfillmentSdl } from './fulfillment.js';
import { inventorySdl } from './inventory.js';
import { lineItemSdl } from './line-item.js';
import { orderSdl } from './order.js';
import { refundSdl } from './refund.js';
import { transactionSdl } from './transaction.js';
import { webhookSdl } from './webhook.js';

/** Versions that are served, oldest first. */
export const VERSIONS = ['2026-01', '2026-04', '2026-07', '2026-10'] as const;

export type ApiVersion = (typeof VERSIONS)[number];

/** What a version has and others have not. */
const DIFFERENCES: { from: ApiVersion; until?: ApiVersion; sdl: string }[] = [
  {
    from: '2026-01',
    until: '2026-01',
    sdl: `extend input InventoryQuantityInput { compareQuantity: Int }
          extend input InventorySetQuantitiesInput { ignoreCompareQuantity: Boolean }`,
  },
  { from: '2026-04', sdl: 'extend type InventoryLevel { isActive: Boolean! }' },
  { from: '2026-07', sdl: 'extend type LineItem { priceAfterAllDiscountsBeforeTaxesSet: MoneyBag! }' },
];

const COMMON = [commonSdl, orderSdl, lineItemSdl, fulfillmentSdl, transactionSdl, refundSdl, inventorySdl, webhookSdl];

const schemas = new Map<ApiVersion, GraphQLSchema>();

/** The schema of one version, built on first use. */
export function schemaOf(version: ApiVersion): GraphQLSchema {
  const known = schemas.get(version);
  if (known !== undefined) return known;
  const schema = buildSchema([...COMMON, ...differences(version)].join('\n'));
  schemas.set(version, schema);
  return schema;
}

const differences = (version: ApiVersion): string[] =>
  DIFFERENCES.filter(({ from, until }) => from <= version && (until === undefined || version <= until)).map(
    ({ sdl }) => sdl,
  );

/** Falls forward: a version that has expired is served by the oldest one; one that does not exist yet is not served. */
export function versionFor(requested: string): ApiVersion | undefined {
  const exact = VERSIONS.find((version) => version === requested);
  if (exact !== undefined) return exact;
  return /^20\d\d-(01|04|07|10)$/.test(requested) && requested < VERSIONS[0] ? VERSIONS[0] : undefined;
}
