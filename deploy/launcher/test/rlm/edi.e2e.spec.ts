import { describe, expect, it } from '@jest/globals';
import { byFiles, EDI_CLIENT } from '../support/edi-partner.js';
import { onStage } from '../support/on-stage.js';

const SHIRT = 'OLSHT-WHITE-M';

/** The standard returns flow with a warehouse that reads and writes files: X12 over SFTP, both ways. */
describe('A warehouse by EDI', () => {
  const on = onStage({ oakLinen: byFiles() });
  const door = () => on.stage.world.simulators.threePl.door;
  /** Documents that went over, such as `OAKLINEN_943_700001`, wherever their files lie. */
  const files = (): string[] =>
    door()
      .files(EDI_CLIENT)
      .map(({ path }) => path);
  const documents = (): string[] => files().map((path) => path.replace(/^.*\/(.*)_\d{14}\.edi$/, '$1'));

  it('gets a 943, sends a 944, and the return goes on to stock in RLM and in Shopify', async () => {
    const { oakLinen } = on;
    const before = oakLinen.onHand(SHIRT);
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 2 }), [SHIRT, SHIRT]);
    await oakLinen.received(one);
    await oakLinen.settled(one);
    const ra = String(oakLinen.ra(one)['ra_number']);
    const [receipt] = oakLinen.warehouse.arrivals();
    expect(documents()).toEqual(
      expect.arrayContaining([`${EDI_CLIENT}_943_${ra}`, `${EDI_CLIENT}_944_${receipt?.receipt_id ?? ''}`]),
    );
    expect(oakLinen.onHand(SHIRT)).toBe(before);
    expect(oakLinen.inShop(SHIRT)).toEqual({ 'West 1': before });
    await oakLinen.noTaskOf(one);
  });

  it('reports a unit less, and the return waits for a person with what is missing', async () => {
    const { oakLinen } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 2 }), [SHIRT, SHIRT]);
    await oakLinen.received(one, { lines: [{ sku: SHIRT, quantity: 1 }] });
    const held = await oakLinen.seen(one, 'ReturnHeld');
    expect(held.join('\n')).toContain(`short 1 of 2 ${SHIRT}`);
    await oakLinen.until('the flag and its note in Loop', () =>
      Promise.resolve(oakLinen.notes(one).includes(`short 1 of 2 ${SHIRT}`) ? true : undefined),
    );
  });

  it('reports a torn shirt in its own words, and the return waits for a person with them', async () => {
    const { oakLinen } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT]);
    await oakLinen.received(one, {
      lines: [{ sku: SHIRT, quantity: 1, condition: 'DAMAGED', note: 'torn at the collar' }],
    });
    const held = await oakLinen.seen(one, 'ReturnHeld');
    expect(held.join('\n')).toContain(`${SHIRT} received as second quality (damaged)`);
  });

  it('has every file of the day in archive/, and none elsewhere; each group was answered', async () => {
    await on.oakLinen.until('the folders to be empty', () =>
      Promise.resolve(files().every((path) => path.startsWith('archive/')) ? true : undefined),
    );
    const sets = documents().map((document) => document.split('_')[1]);
    const count = (set: string): number => sets.filter((each) => each === set).length;
    // Three announcements and three receipts, and an answer to each.
    expect([count('943'), count('944'), count('997')]).toEqual([3, 3, 6]);
    const { controls, answers } = door().heardByFiles(EDI_CLIENT);
    expect(controls.map(Number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(answers.every((answer) => answer.endsWith(' A'))).toBe(true);
    on.oakLinen.warehouse.assertInvariants();
  });
});
