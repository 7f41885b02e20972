import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { raLinesOf } from '../../../src/rlm-return-authorization/ra-lines.js';
import type { PeoplesWord } from '../../../src/rlm/soap/client.js';
import { refundBody } from '../../../src/rlm/rest/bodies.js';
import { initiated, policy, receipt, refund, returnId, usd } from '../../support/returns.js';
import { call, COMPANY, openRlm, silence, type RlmSystem } from '../../support/systems.js';

const draft = (cents = 8710, refundId = '991') => ({ returnId, refund: refund({ refundId }), money: usd(cents) });
const raDraft = () => {
  const { externalReturnId, order, parcel, units } = initiated();
  return { returnId, externalReturnId, order, parcel, lines: raLinesOf(units), policy };
};

/** Credits are claimed as in the database; `words` by call. */
function wordOf(words: Record<string, unknown> = {}): PeoplesWord {
  const claims = new Map<string, string>();
  return {
    said: (key) => Promise.resolve(words[key] ?? null),
    claim(credit, refundId) {
      const owner = claims.get(credit) ?? refundId;
      claims.set(credit, owner);
      return Promise.resolve(owner === refundId);
    },
  };
}

describe('RLM’s legacy services', () => {
  let rlm: RlmSystem;
  beforeEach(async () => {
    rlm = await openRlm();
  });
  afterEach(() => rlm.simulator.close());

  const enter = (cents = 8710, refundId = '991') =>
    rlm.door.typeRefund(COMPANY, { ...refundBody(draft(cents, refundId)) });
  const creditNumber = (index = 0) => String(rlm.door.credits(COMPANY)[index]?.['credit_number']);

  it('leave the RA to a person, who finds on the task what to type', async () => {
    await expect(rlm.soapClient().createRas(raDraft(), call('ra:1'))).rejects.toMatchObject({
      values: {
        ...{
          'external RMA': '88400012',
          order: 'EC-10442',
          account: 'WEB0000',
          store: '1',
          warehouse: '1',
          company: '7',
        },
        ...{ carrier: 'USPS', tracking: '9400100000000000000001' },
        ...{ 'line 1': '2 × TS100-BLK-M, Too large', 'line 2': '1 × TS100-RED-M, Too large' },
      },
    });
  });

  it('know the RAs by what the person said', async () => {
    const words = wordOf({ 'ra:1': [{ raNumber: '700123' }], 'ra:2': [{ raNumber: '700123', lines: [1] }] });
    const client = rlm.soapClient(words);
    expect(await client.findRas(raDraft(), call('ra:1'))).toMatchObject([
      { raNumber: '700123', lines: [{ lineNo: 1 }, { lineNo: 2 }] },
    ]);
    // Line 2 is on none: such a word is none.
    expect(await client.findRas(raDraft(), call('ra:2'))).toEqual([]);
  });

  it('give each of two RAs its own lines, counted from 1', async () => {
    const said = [
      { raNumber: '700123', division: 20, lines: [1] },
      { raNumber: '700124', division: 30, lines: [2] },
    ];
    const ras = await rlm.soapClient(wordOf({ 'ra:1': said })).findRas(raDraft(), call('ra:1'));
    expect(ras).toMatchObject([
      { raNumber: '700123', division: 20, lines: [{ lineNo: 1, unitIds: ['1', '2'] }] },
      { raNumber: '700124', division: 30, lines: [{ lineNo: 1, unitIds: ['3'] }] },
    ]);
  });

  it('leave a receipt to a person, line by line', async () => {
    const posted = { returnId, raNumber: '700123', warehouse: 1, receipt: receipt() };
    await expect(rlm.soapClient().postReceipt(posted, call('k'))).rejects.toMatchObject({
      values: {
        ra: '700123',
        receipt: 'RCV1',
        final: 'Y',
        'line 1': '2 × TS100-BLK-M, RA line 1, quality 1, good, restock',
      },
    });
  });

  it('leave a refund to a person, to the cent, and with the place of the goods', async () => {
    await expect(rlm.soapClient().importRefund(draft(8210), call('k'))).rejects.toMatchObject({
      values: {
        ...{ refund: '991', order: 'EC-10442', merchandise: '80.00', tax: '7.10', freight: '0.00' },
        ...{ 'misc. charge LOOPADJ': '-5.00', 'credit total': '82.10 USD' },
        'line 1': '2 × TS100-BLK-M into warehouse 1 (first quality)',
      },
    });
  });

  it('do not recognise a credit whose misc. charge they do not tell: a person names it, with its total', async () => {
    enter(8210);
    expect(await rlm.soapClient(wordOf()).findImport(draft(8210), call('k'))).toBeNull();
    const named = wordOf({ k: { creditNumber: creditNumber(), total: '82.10' } });
    expect(await rlm.soapClient(named).findImport(draft(8210), call('k'))).toMatchObject({
      ...{ creditNumber: creditNumber(), total: usd(8210), adjustment: usd(-500) },
    });
  });

  it('do not take a credit that a person mistyped: it has to be there', async () => {
    enter();
    const named = rlm.soapClient(wordOf({ k: { creditNumber: '999' } }));
    expect(await named.findImport(draft(), call('k'))).toBeNull();
    await expect(named.importRefund(draft(), call('k'))).rejects.toThrow(/Credit 999 does not show for this order/);
  });

  it('never give one credit to two refunds, however alike they are', async () => {
    enter();
    const client = rlm.soapClient(wordOf());
    expect(await client.findImport(draft(8710, '991'), call('a'))).toMatchObject({ creditNumber: creditNumber() });
    expect(await client.findImport(draft(8710, '992'), call('b'))).toBeNull();
  });

  it('are asked with the login inside the document, and keep the key out of every error', async () => {
    const path = /services/;
    const echo = '<html>rlm-key was not taken</html>';
    rlm.simulator.faults.add({ match: { path }, kind: 'status', status: 404, body: echo, always: true });
    const error: unknown = await rlm
      .soapClient()
      .levels(['S'], call('k'))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD' });
    expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain('rlm-key');
  });

  it('are not trusted with a wrong login: nothing is refused for good', async () => {
    await expect(rlm.soapClient(silence, { apiKey: 'other' }).levels(['S'], call('k'))).rejects.toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      retryable: true,
    });
  });

  it.each([
    ['Tomcat’s page for 404', { kind: 'html', status: 404 }, 'VENDOR_NOT_UNDERSTOOD'],
    ['Tomcat’s page for 500', { kind: 'html', status: 500 }, 'VENDOR_SERVER_ERROR'],
    ['a page with status 200', { kind: 'html', status: 200 }, 'VENDOR_NOT_UNDERSTOOD'],
    ['an answer too slow', { kind: 'latency', ms: 1500 }, 'VENDOR_TIMEOUT'],
  ] as const)('never take %s for a result', async (_, effect, code) => {
    rlm.simulator.faults.add({ ...effect, match: { path: /services/ }, always: true });
    const client = rlm.soapClient(silence, { timeoutSeconds: 0.2 });
    await expect(client.levels(['S'], call('k'))).rejects.toMatchObject({ code, retryable: true });
  });
});
