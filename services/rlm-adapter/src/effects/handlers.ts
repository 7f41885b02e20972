import type { Clock } from '@backhaul/contracts';
import type { EffectCall, EffectHandler } from '@backhaul/effects';
import { guardedSends, Mappings, Stops, type SendHandler } from '@backhaul/erp-kit';
import { CLOCK, Merchants } from '@backhaul/service-kit';
import type { INestApplicationContext } from '@nestjs/common';
import { Pool } from 'pg';
import { Clients } from '../clients.js';
import type { MerchantSections } from '../config.js';
import { returnAuthorizations } from '../return-authorizations.js';
import { watchKindOf } from '../rlm-return-authorization/ownership.js';
import { arrivalDue } from './arrival-due.js';
import {
  announce,
  cancelRa,
  cancelReturnOrder,
  changeReturnOrder,
  createRa,
  transmitRa,
} from './authorization-effects.js';
import { importExchangeOrder } from './exchange-effects.js';
import { raEffect, seenOf, type RaEffect } from './ra-effect.js';
import { markExported, postReceipt, readReceipts } from './receipt-effects.js';
import { importRefund } from './refund-effects.js';
import { readInventory } from './stock-effects.js';
import { NOTHING, onlyWatching, unlessOthers, type Watch } from './watched.js';

/** A call that somebody else may make instead of us. */
interface Shared {
  readonly send: SendHandler;
  readonly watching: EffectHandler;
}

/** Every call of a return: those that change something are ours to make, or somebody else's, by the store's configuration. */
export function raHandlers(app: INestApplicationContext): EffectHandler[] {
  const [clients, clock] = [app.get(Clients), app.get<Clock>(CLOCK)];
  const [mappings, stops, pool] = [app.get(Mappings), app.get(Stops), app.get(Pool)];
  const merchants = app.get<Merchants<MerchantSections>>(Merchants);
  const stateOf = ({ subject }: EffectCall) => returnAuthorizations.load(pool, subject);

  const isHeldBack = (id: string): boolean => merchants.find(id)?.rlm?.inventoryExport !== 'report';

  function shared<P, R extends object>(effect: RaEffect<P, R>): Shared {
    const handler = raEffect(effect, clock);
    const watch: Watch = {
      async look(call, signal) {
        const seen = await seenOf(effect, call, signal);
        return seen === 'no-trace' ? { outcome: 'confirmed', result: NOTHING } : seen;
      },
      isOver: async (call) => (await stateOf(call)).ended !== null,
      everyMs: (merchantId) => (merchants.find(merchantId)?.rlm?.pollSeconds ?? 60) * 1000,
    };
    const isOurs = async (call: EffectCall): Promise<boolean> => {
      const { trigger } = effect;
      const triggers = merchants.find(call.merchantId)?.rlm?.triggers;
      if (trigger !== undefined && triggers?.[trigger] !== 'backhaul') return false;
      return (await stateOf(call)).requested?.policy.owner !== 'observe-only';
    };
    return {
      send: unlessOthers(handler, watch, isOurs),
      watching: onlyWatching(watchKindOf(effect.kind), handler, watch),
    };
  }

  const all = [
    shared(createRa(clients, { mappings, stops })),
    shared(announce(clients)),
    shared(transmitRa(clients)),
    shared(cancelReturnOrder(clients)),
    shared(changeReturnOrder(clients)),
    shared(cancelRa(clients)),
    shared(postReceipt(clients)),
    shared(markExported(clients)),
    shared(importRefund(clients)),
    // It changes the shop in the end.
    shared(readInventory({ clients, pool, isHeldBack })),
  ];
  return guardedSends(app, {
    sends: [...all.map(({ send }) => send), importExchangeOrder(clients, clock)],
    harmless: [raEffect(readReceipts(clients), clock), arrivalDue(clock), ...all.map(({ watching }) => watching)],
  });
}
