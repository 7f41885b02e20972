import { doorClient, startSimulator, type Simulator, type SimulatorOptions } from '../kernel/index.js';
import type { ShopifyDoor } from '../shopify/index.js';
import { addShop } from './add-shop.js';
import type { LoopDoor } from './door.js';
import { mountLoop } from './http/routes.js';
import { ACTIONS } from './returns/actions.js';
import { editReturn } from './returns/edit.js';
import { expire, progressLabel } from './returns/labels.js';
import { resolveOutOfStock } from './returns/out-of-stock.js';
import { process, queueProcessing } from './returns/process.js';
import { rejectLines } from './returns/reject.js';
import { removeLines } from './returns/remove.js';
import { moveTo } from './returns/state-change.js';
import { submitReturn } from './returns/submit.js';
import { emptyLoopState, type LabelStatus, type LoopState } from './state.js';
import { pairedShopify, returnWith, shopNamed, type World } from './world.js';

export interface LoopSimulatorOptions extends SimulatorOptions {
  /** The paired Shopify simulator, where orders are read and refunds are made. */
  shopifyUrl?: string;
}

/** Starts a Loop: its REST API for several shops, its background processing and its webhooks. */
export const startLoopSimulator = (options: LoopSimulatorOptions = {}): Promise<Simulator<LoopDoor>> =>
  startSimulator<LoopState, LoopDoor>(
    {
      name: 'loop',
      initialState: emptyLoopState,
      build: (kernel) => {
        const { shopifyUrl } = options;
        const world: World = {
          kernel,
          shopify: shopifyUrl === undefined ? undefined : doorClient<ShopifyDoor>(shopifyUrl),
        };
        kernel.timers.handle<{ returnId: string }>('loop/process', ({ returnId }) => process(world, returnId));
        kernel.timers.handle<{ returnId: string }>('loop/expire', ({ returnId }) => expire(world, returnId));
        kernel.timers.handle<{ returnId: string; status: LabelStatus }>('loop/carrier', ({ returnId, status }) =>
          progressLabel(world, returnId, status),
        );
        kernel.timers.handle<{ returnId: string; key: string; status: 'CLOSED' | 'CANCELED' }>(
          'loop/end-shopify-return',
          async ({ returnId, key, status }) => {
            const one = returnWith(world, returnId);
            const { shopDomain } = shopNamed(world, one.shop);
            await pairedShopify(world).endReturn(shopDomain, one.providerOrderId, key, status);
          },
        );
        return { door: openDoor(world), mount: (app) => mountLoop(app, world) };
      },
    },
    options,
  );

function openDoor(world: World): LoopDoor {
  const { kernel } = world;
  const act = (name: keyof typeof ACTIONS) => (returnId: string) => {
    const one = returnWith(world, returnId);
    const refusal = ACTIONS[name](world, shopNamed(world, one.shop), one, { by: 'admin', details: null });
    if (refusal !== undefined) throw new Error(refusal.message);
  };
  return {
    addShop(request) {
      const { shop, shopId } = addShop(world, request);
      return { shop, shopId };
    },
    addKey: (shop, key, scopes) => void shopNamed(world, shop).keys.push({ key, scopes }),
    configureExchanges: (shop, settings) => void Object.assign(shopNamed(world, shop), settings),
    submitReturn: async (request) => structuredClone(await submitReturn(world, request)),
    progressLabel: (returnId, status) => progressLabel(world, returnId, status),
    process: act('process'),
    cancel: act('cancel'),
    flag: act('flag'),
    close: act('close'),
    editReturn: async (returnId, edit) => structuredClone(await editReturn(world, returnId, edit)),
    removeLines(returnId, lineIds) {
      const one = returnWith(world, returnId);
      const { status, body } = removeLines(world, shopNamed(world, one.shop), one, lineIds, 'admin');
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    rejectLines: (returnId, lineIds) => structuredClone(rejectLines(world, returnId, lineIds)),
    rejectReturn: (returnId) => structuredClone(rejectLines(world, returnId)),
    resolveOutOfStock(returnId, resolution) {
      const one = returnWith(world, returnId);
      resolveOutOfStock(one, resolution);
      queueProcessing(world, shopNamed(world, one.shop), one, { by: 'admin', details: null });
      return structuredClone(one);
    },
    setRestock: (returnId, restockType) => void (returnWith(world, returnId).restockType = restockType),
    setState(returnId, state) {
      const one = returnWith(world, returnId);
      moveTo(world, shopNamed(world, one.shop), one, state);
    },
    failNextProcessing: (shop, message) => void shopNamed(world, shop).failures.push(message),
    returns: (shop) => structuredClone(kernel.state.returns.filter((one) => shop === undefined || one.shop === shop)),
    return: (returnId) => structuredClone(returnWith(world, returnId)),
    notes: (returnId) => structuredClone(returnWith(world, returnId).notes),
    deliveries: () => structuredClone([...kernel.webhooks.deliveries]),
  };
}
