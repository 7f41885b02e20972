import { ThreePlClient } from '../../src/three-pl/rest/client.js';
import { ShipBobClient } from '../../src/three-pl/shipbob/client.js';
import { ShipHeroClient } from '../../src/three-pl/shiphero/client.js';
import type { ThreePlSection } from '../../src/config.js';
import { kindSuite } from './kind-suite.js';

/** The section, known to be of this kind. */
function as<K extends ThreePlSection['kind']>(kind: K, section: ThreePlSection): Extract<ThreePlSection, { kind: K }> {
  if (section.kind !== kind) throw new Error(`the section is of the kind ${section.kind}`);
  return section as Extract<ThreePlSection, { kind: K }>;
}

kindSuite({
  kind: 'rest',
  section: { apiKey: 'warehouse-key', clientCode: 'OAKLINEN', warehouseCode: 'WEST1' },
  building: 'WEST1',
  open: (section) => new ThreePlClient(as('rest', section)),
});

kindSuite({
  kind: 'shipbob',
  section: { apiKey: 'warehouse-key', channelId: 101, fulfillmentCenterId: 22 },
  building: '22',
  open: (section) => new ShipBobClient(as('shipbob', section)),
});

kindSuite({
  kind: 'shiphero',
  section: { refreshToken: 'warehouse-key', warehouseId: 'V2FyZWhvdXNlOjEx' },
  building: 'V2FyZWhvdXNlOjEx',
  open: (section) => new ShipHeroClient(as('shiphero', section)),
});
