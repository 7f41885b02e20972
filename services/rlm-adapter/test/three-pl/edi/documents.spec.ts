import { describe, expect, it } from '@jest/globals';
import type { Purpose } from '../../../src/three-pl/edi/documents/announcement.js';
import { writeAnnouncement } from '../../../src/three-pl/edi/documents/write-announcement.js';
import { readDocument } from '../../../src/three-pl/edi/documents/read-document.js';
import { read997 } from '../../../src/three-pl/edi/documents/read-997.js';
import { write997 } from '../../../src/three-pl/edi/documents/write-997.js';
import { SetFault } from '../../../src/three-pl/edi/x12/faults.js';
import { documentOf, partner, sampleDraft, samplePartner, textOf } from '../../support/edi.js';
import { raLinesOf } from '../../../src/rlm-return-authorization/ra-lines.js';
import { BLACK_M, RED_M, unit } from '../../support/returns.js';

const at = new Date('2026-03-06T09:00:00Z');
const around = { partner: partner(), warehouseCode: 'WEST1', groupAt: new Date('2026-03-09T15:20:00Z') };
const announced = (change: Record<string, unknown>, purpose: Purpose = 'new') =>
  textOf(writeAnnouncement({ purpose, draft: sampleDraft(), warehouseCode: 'WEST1', at }, samplePartner(change)));
const read = (text: string) => {
  const set = documentOf(text);
  const receipts = set.id === '861' ? '861' : '944';
  return readDocument(set, { ...around, partner: partner({ receipts }) });
};

describe('a return to expect', () => {
  it('is the 943 of the contract, with the building’s code as its name', () => {
    expect(announced({})).toBe(
      'ST*943*0001~ W06*C*700123*20260306*88400012~ N1*WH*WEST1*92*WEST1~ N9*RZ*700123~ ' +
        'W04*2*EA**SK*TS100-BLK-M*UP*012345678905~ N9*LI*1~ W03*2~ SE*8*0001~',
    );
  });

  it('is the 180 of the contract, with the partner’s code for the shopper’s reason', () => {
    expect(announced({ announce: '180', reasons: { 'Too large': 'PF' } })).toBe(
      'ST*180*0001~ BGN*00*700123*20260306~ N9*RZ*700123~ N1*ST*WEST1*92*WEST1~ ' +
        'BLI*SK*TS100-BLK-M*2*EA****UP*012345678905~ N9*LI*1~ RDR*RA*PF~ SE*8*0001~',
    );
  });

  it.each([
    ['943', 'change', 'W06*R*700123'],
    ['943', 'cancel', 'W06*X*700123'],
    ['180', 'change', 'BGN*05*700123'],
    ['180', 'cancel', 'BGN*01*700123'],
  ] as const)('is told by %s to %s', (announce, purpose, head) => {
    expect(announced({ announce }, purpose)).toContain(head);
  });

  it('has the segments of its details in the partner’s order', () => {
    const text = announced({ announce: '180', detailOrder: ['RDR', 'BLI', 'N9'] });
    expect(text).toContain('RDR*RA~ BLI*SK*TS100-BLK-M*2*EA****UP*012345678905~ N9*LI*1~');
  });

  it('names whatever else the partner takes', () => {
    const set = writeAnnouncement({ purpose: 'new', draft: sampleDraft(), warehouseCode: 'WEST1', at }, partner());
    expect(textOf(set)).toContain('N9*ZZ*88400012~ N9*CO*EC-10442~ N9*2I*9400100000000000000001~');
    expect(textOf(set)).toContain('N9*LI*1~ N9*ZZ*Too large~');
  });

  it.each([
    ['an item without SKU and UPC', { lines: raLinesOf([unit('1', null)]) }],
    ['an RA number of more than 22 characters', { raNumber: '1'.repeat(23) }],
    ['an item number with a separator in it', { lines: raLinesOf([unit('1', 'TS*1')]) }],
  ])('is not written with %s: it would be another', (_, change) => {
    const write = () =>
      textOf(writeAnnouncement({ purpose: 'new', draft: sampleDraft(change), warehouseCode: 'W', at }, partner()));
    expect(write).toThrow(expect.objectContaining({ code: 'EDI_NOT_WRITABLE' }));
  });
});

const sku = 'SK*TS100-BLK-M*UP*012345678905';
const receipt944 = (lines: string, units: number) =>
  `ST*944*0001~ W17*C*20260309*RCV880017*700123~ N1*WH*WEST*92*WEST1~ N9*RZ*700123~ ${lines} W14*${units}~ SE*9*0001~`;
const good = {
  lineNo: 1,
  sku: BLACK_M,
  barcode: '012345678905',
  quantity: 1,
  condition: 'good',
  disposition: 'restock',
};

describe('a receipt by 944', () => {
  it('is read as the contract says: of two units one is damaged', () => {
    expect(read(receipt944(`W07*2*EA**${sku}~ N9*LI*1~ W13*1*EA*01**NR~`, 2))).toEqual({
      kind: 'receipt',
      raNumber: '700123',
      trackingNumber: null,
      orderNumber: null,
      receipt: {
        receiptId: 'RCV880017',
        revision: 1,
        receivedAt: '2026-03-09T15:20:00.000Z',
        warehouse: 'WEST1',
        final: true,
        lines: [
          { ...good, exception: null, note: null },
          { ...good, condition: 'damaged', disposition: 'seconds', exception: 'damaged', note: null },
        ],
      },
    });
  });

  it.each([
    ['01', 1, { condition: 'damaged', disposition: 'seconds', exception: 'damaged' }],
    ['04', 1, { condition: 'defective', disposition: 'seconds', exception: 'quality' }],
    ['05', 1, { condition: 'good', disposition: 'hold', exception: 'wrong-item' }],
    ['08', 1, { disposition: 'dispose', exception: 'rejected' }],
    ['09', 1, { condition: 'good', disposition: 'hold', exception: 'hold' }],
    ['10', 1, { disposition: 'dispose', exception: 'scrapped' }],
    ['03', 1, { condition: 'good', disposition: 'restock', exception: 'over' }],
    ['13', 1, { condition: 'good', exception: 'unexpected' }],
    ['14', 1, { condition: 'good', exception: 'unexpected' }],
  ])('takes condition %s for what it is', (code, quantity, part) => {
    const incoming = read(receipt944(`W07*3*EA**${sku}~ N9*LI*1~ W13*${quantity}*EA*${code}~`, 3));
    expect(incoming).toMatchObject({
      receipt: {
        lines: [
          { ...good, quantity: 2, exception: null },
          { quantity, ...part },
        ],
      },
    });
  });

  it('does not subtract what never came, and says that it is short', () => {
    for (const code of ['02', '16']) {
      expect(read(receipt944(`W07*2*EA**${sku}~ N9*LI*1~ W13*1*EA*${code}~`, 2))).toMatchObject({
        receipt: { lines: [{ quantity: 2, condition: 'good', exception: 'short' }] },
      });
    }
  });

  it('leaves units good about which only the carton or nothing is said', () => {
    expect(read(receipt944(`W07*2*EA**${sku}~ W13*2*EA*07~ W13*1*EA*06~`, 2))).toMatchObject({
      receipt: { lines: [{ lineNo: null, quantity: 2, condition: 'good', exception: null }] },
    });
  });

  it.each([
    ['WORN: sleeve', { condition: 'worn', note: 'sleeve' }],
    ['MISSING PARTS', { condition: 'missing-parts', note: null }],
    ['sleeve is loose', { condition: 'defective', note: 'sleeve is loose' }],
  ])('reads a garment’s defect from the note “%s”', (note, part) => {
    const lines = `W07*1*EA**${sku}~ W13*1*EA*04**NR~ NTE*GEN*${note}~`;
    expect(read(receipt944(lines, 1))).toMatchObject({ receipt: { lines: [part] } });
  });

  it('is not final when the partner says so', () => {
    const text = receipt944(`W07*1*EA**${sku}~`, 1).replace('N9*RZ*700123~', 'N9*RZ*700123~ N9*ACC*PARTIAL~');
    expect(read(text)).toMatchObject({ receipt: { final: false } });
  });

  it.each([
    ['more units with a condition than came', `W07*1*EA**${sku}~ W13*2*EA*01~`, 1],
    ['a condition that nobody knows', `W07*1*EA**${sku}~ W13*1*EA*77~`, 1],
    ['cases instead of units', `W07*1*CA**${sku}~`, 1],
    ['half a unit', `W07*0.5*EA**${sku}~`, 1],
    ['an item without a name', 'W07*1*EA~', 1],
    ['a total that is not the sum', `W07*1*EA**${sku}~`, 2],
    ['a segment that a 944 does not have', `W07*1*EA**${sku}~ ZZ9*1~`, 1],
    ['a line number that is none', `W07*1*EA**${sku}~ N9*LI*first~`, 1],
  ])('is not taken with %s', (_, lines, units) => {
    expect(() => read(receipt944(lines, units))).toThrow(SetFault);
  });
});

describe('a receipt by 861', () => {
  const receipt861 = (lines: string, count: number) =>
    `ST*861*0001~ BRA*RCV880017*20260309*00*1~ REF*RZ*700123~ ${lines} CTT*${count}~ SE*7*0001~`;

  it('says the same as the 944 of the contract', () => {
    const same = read(receipt944(`W07*2*EA**${sku}~ N9*LI*1~ W13*1*EA*01**NR~`, 2));
    expect(read(receipt861(`RCD*1*2*EA***1*EA*01~ LIN**${sku}~`, 1))).toEqual(same);
  });

  it('may give one line five conditions', () => {
    const lines = `RCD*1*6*EA***1*EA*01*1*EA*04*1*EA*05*1*EA*08*1*EA*09~ LIN**${sku}~`;
    expect(read(receipt861(lines, 1))).toMatchObject({
      receipt: { lines: [1, 1, 1, 1, 1, 1].map((quantity) => ({ lineNo: 1, quantity })) },
    });
  });

  it.each([
    ['a count of lines that is wrong', `RCD*1*2*EA~ LIN**${sku}~`, 2],
    ['a line without its item', 'RCD*1*2*EA~', 1],
  ])('is not taken with %s', (_, lines, count) => {
    expect(() => read(receipt861(lines, count))).toThrow(SetFault);
  });
});

it.each(['944', '861'] as const)('receipts come by %s alone where that is agreed', (receipts) => {
  const other = documentOf(`ST*${receipts === '944' ? '861' : '944'}*0001~ SE*2*0001~`);
  const reading = () => readDocument(other, { ...around, partner: partner({ receipts }) });
  expect(reading).toThrow(expect.objectContaining({ ak5: '1' }));
});

it('a regrade by 947 says in words what changed', () => {
  const text =
    'ST*947*0001~ W15*20260312*ADJ1~ N9*RZ*700123~ N9*RV*RCV880017~ ' +
    'W19*BS*-1*EA**SK*TS100-BLK-M~ W19*05*1*EA**SK*TS100-RED-M~ SE*7*0001~';
  expect(read(text)).toEqual({
    kind: 'adjustment',
    adjustmentId: 'ADJ1',
    raNumber: '700123',
    receiptId: 'RCV880017',
    adjustedAt: '2026-03-12T00:00:00.000Z',
    lines: [
      { reason: 'downgraded', quantity: -1, sku: BLACK_M, barcode: null },
      { reason: 'put on hold', quantity: 1, sku: RED_M, barcode: null },
    ],
  });
});

describe('an answer by 997', () => {
  const set = { id: '944', control: '0001' };
  const group = { functionalId: 'RE', control: '7', fault: null };

  it('that takes everything says so', () => {
    expect(textOf(write997(group, [{ set, fault: null }]))).toBe(
      'ST*997*0001~ AK1*RE*7~ AK2*944*0001~ AK5*A~ AK9*A*1*1*1~ SE*6*0001~',
    );
  });

  it('names the segment at fault, and takes what is right beside it', () => {
    const fault = new SetFault('…', '5', { id: 'ZZ9', position: 6, unknown: true });
    const text = textOf(
      write997(group, [
        { set, fault },
        { set: { ...set, control: '0002' }, fault: null },
      ]),
    );
    expect(text).toContain('AK2*944*0001~ AK3*ZZ9*6**1~ AK5*R*5~ AK2*944*0002~ AK5*A~ AK9*P*2*2*1~');
  });

  it('refuses a whole group with its code', () => {
    const text = textOf(write997({ ...group, fault: { code: '5', text: '…' } }, [{ set, fault: null }]));
    expect(text).toContain('AK5*R~ AK9*R*1*1*0*5~');
  });

  it('is read with its reasons', () => {
    const text = 'ST*997*0001~ AK1*AR*17~ AK2*943*0001~ AK3*W04*5**8~ AK4*1**7*X~ AK5*R*5~ AK9*R*1*1*0~ SE*8*0001~';
    expect(read997(documentOf(text))).toEqual({
      functionalId: 'AR',
      groupControl: '17',
      accepted: false,
      reasons: ['segment 5 (W04) is wrong', 'element 1 “X” is wrong', 'a segment is wrong'],
    });
  });

  it('accepts with or without remarks, and nothing less', () => {
    const verdicts = ['A', 'E', 'P', 'R', 'X'].map((code) =>
      read997(documentOf(`ST*997*0001~ AK1*AR*17~ AK9*${code}*1*1*1~ SE*4*0001~`)),
    );
    expect(verdicts.map(({ accepted }) => accepted)).toEqual([true, true, false, false, false]);
  });
});
