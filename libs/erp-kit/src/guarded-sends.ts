import type { EffectHandler } from '@backhaul/effects';
import type { INestApplicationContext } from '@nestjs/common';
import { Pool } from 'pg';
import { ErpAdapter } from './adapter.js';
import { inShadow, type SendHandler } from './shadow/in-shadow.js';
import { wouldHaveSent } from './shadow/would-have-sent.js';
import { Stops } from './stops/stops.js';
import { whileNotStopped } from './stops/while-not-stopped.js';

/**
 * The handlers of an adapter as its runner gets them. `sends` change something: they wait while their store is stopped, and
 * are only written down while it is in shadow mode. `harmless` only read, and always go out.
 */
export function guardedSends(
  app: INestApplicationContext,
  { sends, harmless }: { sends: readonly SendHandler[]; harmless: readonly EffectHandler[] },
): EffectHandler[] {
  const [pool, stops, adapter] = [app.get(Pool), app.get(Stops), app.get(ErpAdapter)];
  const guarded = sends.map((handler) =>
    inShadow(
      handler,
      whileNotStopped(handler, (merchantId) => stops.isStopped(pool, merchantId)),
      (merchantId) => adapter.storeOf(merchantId)?.mode === 'shadow',
      (tx, call) => wouldHaveSent.keep(tx, call),
    ),
  );
  return [...guarded, ...harmless];
}
