import { unreachable, type Clock } from '@backhaul/contracts';
import { CLOCK, Logger, Merchants, Metrics } from '@backhaul/service-kit';
import type { VendorClientOptions } from '@backhaul/vendor-http';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { MerchantSections, RlmSection, ThreePlSection } from './config.js';
import { RlmClient } from './rlm/rest/client.js';
import type { RlmPort } from './rlm/port.js';
import { SoapClient } from './rlm/soap/client.js';
import { orderMemory } from './rlm/soap/order-memory.js';
import { peoplesWord } from './rlm/soap/word.js';
import { takenInUntil } from './taken-in.js';
import { EdiClient } from './three-pl/edi/client.js';
import { SftpFolders } from './three-pl/edi/sftp/sftp-folders.js';
import type { ThreePlPort } from './three-pl/port.js';
import { ThreePlClient } from './three-pl/rest/client.js';
import { ShipBobClient } from './three-pl/shipbob/client.js';
import { ShipHeroClient } from './three-pl/shiphero/client.js';

/** The two systems of each merchant, each with its own key and budget of calls. */
@Injectable()
export class Clients {
  readonly #rlm: ReadonlyMap<string, RlmPort>;
  readonly #threePl: ReadonlyMap<string, ThreePlPort>;

  constructor(
    merchants: Merchants<MerchantSections>,
    log: Logger,
    metrics: Metrics,
    pool: Pool,
    @Inject(CLOCK) clock: Clock,
  ) {
    const observed = { log, metrics: metrics.vendor, clock };
    this.#rlm = new Map(merchants.having('rlm').map(({ id, rlm }) => [id, rlmClient(id, rlm, pool, observed)]));
    this.#threePl = new Map(
      merchants
        .having('threepl')
        .map(({ id, threepl }): [string, ThreePlPort] => [id, threePlClient(id, threepl, pool, clock, observed)]),
    );
  }

  rlm(merchantId: string): RlmPort {
    return required(this.#rlm.get(merchantId), merchantId, 'rlm');
  }

  threePl(merchantId: string): ThreePlPort {
    return required(this.#threePl.get(merchantId), merchantId, 'threepl');
  }

  /** Undefined for a merchant whose warehouse is not talked to by files. */
  edi(merchantId: string): EdiClient | undefined {
    const client = this.#threePl.get(merchantId);
    return client instanceof EdiClient ? client : undefined;
  }
}

type Observed = Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'>;

function threePlClient(
  merchantId: string,
  section: ThreePlSection,
  pool: Pool,
  clock: Clock,
  observed: Observed,
): ThreePlPort {
  switch (section.kind) {
    case 'edi':
      return new EdiClient(merchantId, section, { pool, clock, folders: new SftpFolders(section) });
    case 'rest':
      return new ThreePlClient(section, observed, (callKey) => takenInUntil(pool, merchantId, callKey));
    case 'shipbob':
      return new ShipBobClient(section, observed);
    case 'shiphero':
      return new ShipHeroClient(section, observed);
    default:
      return unreachable(section);
  }
}

function rlmClient(merchantId: string, { soap, ...section }: RlmSection, pool: Pool, observed: Observed): RlmPort {
  if (section.transport === 'rest' || soap === undefined) return new RlmClient(section, observed);
  const remembered = { word: peoplesWord(pool, merchantId), orders: orderMemory(pool, merchantId) };
  return new SoapClient({ ...section, soap }, remembered, observed);
}

/** A call for a merchant without the section cannot have been planned. */
function required<T>(client: T | undefined, merchantId: string, section: string): T {
  if (client === undefined) throw new Error(`merchant ${merchantId} has no ${section} section in the configuration`);
  return client;
}
