import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InterchangeFault } from '../../../src/three-pl/edi/x12/faults.js';
import { readInterchange } from '../../../src/three-pl/edi/x12/read-interchange.js';
import type { Segment } from '../../../src/three-pl/edi/x12/segment.js';
import { writeInterchange, type OutgoingSet } from '../../../src/three-pl/edi/x12/write-interchange.js';
import { envelope } from '../../support/edi.js';

const set: OutgoingSet = {
  id: '944',
  functionalId: 'RE',
  segments: [
    ['W17', 'C', '20260309', 'RCV1'],
    ['W14', '0'],
  ],
};
const written = writeInterchange(set, envelope({ interchangeControl: 12, groupControl: 7 }));

/** Whatever a document may hold, its last element being there. */
const elements = fc
  .array(
    fc.stringMatching(/^[A-Za-z0-9 .,/-]{0,12}$/).map((text) => text.trim()),
    { maxLength: 8 },
  )
  .chain((some) => fc.stringMatching(/^[A-Z0-9]{1,8}$/).map((last) => [...some, last]));
const segment = fc
  .tuple(fc.stringMatching(/^[A-HJ-R][A-Z0-9]{1,2}$/), elements)
  .filter(([id]) => !['GS', 'GE', 'IEA', 'ISA'].includes(id))
  .map(([id, rest]): Segment => [id, ...rest]);
const separators = fc.constantFrom(
  { element: '*', component: '>', segment: '~' },
  { element: '|', component: ':', segment: "'" },
  { element: '^', component: '\\', segment: '!' },
);

describe('an interchange', () => {
  it('that is written is read as the same, whatever is in it and whatever separates it', () => {
    const number = fc.integer({ min: 1, max: 999_999_999 });
    fc.assert(
      fc.property(
        fc.array(segment, { maxLength: 20 }),
        separators,
        number,
        number,
        (segments, by, interchange, group) => {
          const around = envelope({ separators: by, interchangeControl: interchange, groupControl: group });
          const read = readInterchange(writeInterchange({ ...set, segments }, around));
          expect(read).toMatchObject({
            sender: around.sender,
            receiver: around.receiver,
            control: String(interchange).padStart(9, '0'),
            separators: by,
            groups: [{ control: String(group), fault: null, sets: [{ id: '944', fault: null, segments }] }],
          });
        },
      ),
    );
  });

  it('may have line ends between its segments', () => {
    const read = readInterchange(`${written.replaceAll('~', '~\r\n')}\n`);
    expect(read.groups[0]?.sets[0]?.segments).toEqual(set.segments);
  });

  it('cut off anywhere is known to be cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: written.length - 1 }), (length) => {
        const read = () => readInterchange(written.slice(0, length));
        expect(read).toThrow(expect.objectContaining({ code: 'EDI_INTERCHANGE_WRONG', truncated: true }));
      }),
    );
  });

  it.each([
    ['that does not begin with ISA', (text: string) => text.slice(1)],
    ['with a NUL character', (text: string) => text.replace('RCV1', 'RCV\0')],
    ['whose ISA has another length', (text: string) => text.replace('ACME  ', 'ACME')],
    ['with another number at its end', (text: string) => text.replace('IEA*1*000000012', 'IEA*1*000000013')],
    ['with a wrong count of groups', (text: string) => text.replace('IEA*1', 'IEA*2')],
    ['with something behind its end', (text: string) => `${text}GS*FA~`],
    ['with a group without its end', (text: string) => text.replace('GE*1*7~', '')],
    ['with a document without its end', (text: string) => text.replace('SE*4*0001~', '')],
  ])('%s is not taken at all', (_, spoil) => {
    expect(() => readInterchange(spoil(written))).toThrow(InterchangeFault);
  });

  it.each([
    ['another number at its end', 'GE*1*7', 'GE*1*8', '4'],
    ['a wrong count of documents', 'GE*1*7', 'GE*2*7', '5'],
  ])('has a group at fault with %s', (_, right, wrong, code) => {
    expect(readInterchange(written.replace(right, wrong)).groups[0]?.fault).toMatchObject({ code });
  });

  it.each([
    ['another number at its end', 'SE*4*0001', 'SE*4*0002', '3'],
    ['a wrong count of segments', 'SE*4*0001', 'SE*5*0001', '4'],
  ])('has a document at fault with %s', (_, right, wrong, ak5) => {
    const [group] = readInterchange(written.replace(right, wrong)).groups;
    expect(group).toMatchObject({ fault: null, sets: [{ fault: { ak5 } }] });
  });
});
