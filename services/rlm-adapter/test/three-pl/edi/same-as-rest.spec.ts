import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  newSshKey,
  startThreePlSimulator,
  type ScriptedLine,
  type Simulator,
  type ThreePlDoor,
} from '@backhaul/simulators';
import fc from 'fast-check';
import type { ReceiptLine } from '../../../src/rlm-return-authorization/receipt.js';
import { readNews } from '../../../src/three-pl/edi/read-news.js';
import { ediSection } from '../../../src/three-pl/edi/section.js';
import { readReceipt } from '../../../src/three-pl/rest/receipt-document.js';
import { BLACK_M, BLACK_S, RED_M } from '../../support/returns.js';

const RA = '700123';

/** Anything that a warehouse may write down: on the RA or not, in any condition. */
const scripted = fc
  .record({
    item: fc.constantFrom(
      { line_no: 1 },
      { line_no: 2 },
      { line_no: null, sku: BLACK_S },
      { line_no: null, sku: RED_M },
    ),
    quantity: fc.integer({ min: 1, max: 4 }),
    condition: fc.constantFrom('GOOD', 'DAMAGED', 'DEFECTIVE', 'WORN', 'MISSING_PARTS'),
    note: fc.option(fc.constantFrom('at the collar', 'left sleeve'), { nil: undefined }),
  })
  .map(({ item, quantity, condition, note }): ScriptedLine => ({
    ...item,
    ...{ quantity, condition },
    ...(note === undefined ? {} : { note }),
  }));

/**
 * Units by what the return's decision looks at. A unit that is not on the RA waits for a person in any case; that nobody expected
 * it is not said twice. Words about good units do not go into a file.
 */
function units(lines: readonly ReceiptLine[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { lineNo, sku, condition, disposition, exception, note, quantity } of lines) {
    const about = lineNo === null ? [] : [disposition, exception];
    const key = JSON.stringify([lineNo, sku, condition, ...about, condition === 'good' ? null : note]);
    counted[key] = (counted[key] ?? 0) + quantity;
  }
  return counted;
}

describe.each(['944', '861'] as const)('a receipt by %s', (receipts) => {
  let warehouse: Simulator<ThreePlDoor>;
  const section = ediSection.parse({
    ...{ kind: 'edi', host: 'localhost', user: 'oak', privateKey: 'none', hostKey: `SHA256:${'A'.repeat(43)}` },
    ...{ clientCode: 'OAK', warehouseCode: 'WEST1' },
    partner: { ours: { id: 'OAK' }, theirs: { id: 'WEST3PL' }, receipts },
  });
  beforeAll(async () => {
    warehouse = await startThreePlSimulator();
    const edi = { user: 'oak', publicKey: newSshKey().publicKey, receipts };
    warehouse.door.addClient({ clientCode: 'OAK', apiKey: 'key', webhookSecret: 'none', edi });
    const line = { upc: '012345678905', requested_disposition: 'DEFAULT' };
    const order = {
      ...{ client_code: 'OAK', warehouse_code: 'WEST1', ra_number: RA, accept_unexpected: true },
      tracking_numbers: ['9400100000000000000001'],
      lines: [
        { ...line, line_no: 1, sku: BLACK_M, qty_expected: 2 },
        { ...line, line_no: 2, sku: RED_M, qty_expected: 1 },
      ],
    };
    await fetch(`${warehouse.url}/v1/return-orders`, {
      method: 'POST',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
  });
  afterAll(() => warehouse.close());

  it('says the same as over REST, whatever came', () => {
    fc.assert(
      fc.property(fc.array(scripted, { maxLength: 8 }), fc.boolean(), (lines, final) => {
        const receipt = warehouse.door.receive(RA, { lines, final });
        const rest = readReceipt(receipt);
        const file = warehouse.door.files('OAK').find(({ path }) => path.includes(`_${receipt.receipt_id}_`));
        const [news] = readNews({ body: Buffer.from(file?.text ?? ''), headers: {} }, section);
        if (news?.kind !== 'receipt') throw new Error('no receipt came');
        const { lines: _rest, receivedAt: _at, ...head } = rest.receipt;
        expect(news).toMatchObject({ raNumber: RA, trackingNumber: rest.trackingNumber, receipt: head });
        expect(units(news.receipt.lines)).toEqual(units(rest.receipt.lines));
      }),
    );
  });
});
