import type { Kernel } from '../../kernel/index.js';
import type { ApiVersion } from '../schema/versions.js';
import type { Shop, ShopifyState } from '../state.js';

/** What a resolver knows of the call. */
export interface Context {
  kernel: Kernel<ShopifyState>;
  shop: Shop;
  version: ApiVersion;
}

/** Field arguments, already checked against the schema. */
export type Resolver<Args, Result = unknown> = (args: Args, context: Context) => Result;
