import { describe, expect, it } from '@jest/globals';
import { requestEnvelope, resultIn } from '../../../src/rlm/soap/envelope.js';
import { escapeXml, readXml, writeXml } from '../../../src/rlm/soap/xml.js';

const answer = (inner: string): string =>
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><ns1:getCreditsResponse xmlns:ns1="http://ws.rlm.com">' +
  `<ns1:getCreditsReturn>${escapeXml(inner)}</ns1:getCreditsReturn></ns1:getCreditsResponse></soapenv:Body></soapenv:Envelope>`;
const ok = (data: string): string => `<RESPONSE><CODE>1</CODE><DESCRIPTION>Success</DESCRIPTION>${data}</RESPONSE>`;
const notUnderstood = expect.objectContaining({ code: 'VENDOR_NOT_UNDERSTOOD', delivered: 'unknown' });
const resultOf = (text: string) => {
  try {
    return resultIn('getCredits', text);
  } catch (error) {
    return error;
  }
};

describe('the legacy envelope', () => {
  it('carries its document escaped, whatever stands in it', () => {
    const document = writeXml('ITEM_FILTER', { STYLE: 'A & B <"C">', EMPTY: null, LEFT_OUT: undefined, N: 7 });
    expect(document).toBe('<ITEM_FILTER><STYLE>A &amp; B &lt;&quot;C&quot;&gt;</STYLE><EMPTY/><N>7</N></ITEM_FILTER>');
    const outer = readXml(requestEnvelope('getSelected', 'filterXML', document));
    const { filterXML } = (outer as { Envelope: { Body: { getSelected: { filterXML: string } } } }).Envelope.Body
      .getSelected;
    expect(filterXML).toBe(document);
    expect(readXml(filterXML)).toMatchObject({ ITEM_FILTER: { STYLE: 'A & B <"C">', N: '7' } });
  });

  it('repeats elements of one name', () => {
    const items = [
      ['item', { price: '1.00' }],
      ['item', { price: '2.00' }],
    ] as const;
    expect(writeXml('items', items)).toBe(
      '<items><item><price>1.00</price></item><item><price>2.00</price></item></items>',
    );
  });

  it('reads rows, one and many alike, with texts that look like numbers', () => {
    const rows =
      '<DATA TABLENAME="CREDITS"><RECSET><REC><STYLE_NUMBER>0100</STYLE_NUMBER><X>caf&#233;</X></REC></RECSET></DATA>';
    expect(resultIn('getCredits', answer(ok(`<TOTAL_RECORDS>1</TOTAL_RECORDS>${rows}`)))).toEqual({
      kind: 'rows',
      table: 'CREDITS',
      rows: [{ STYLE_NUMBER: '0100', X: 'café' }],
      total: 1,
    });
  });

  it.each([
    ['an empty RECSET', '<DATA TABLENAME="CREDITS"><RECSET/></DATA>'],
    ['no RECSET', '<DATA TABLENAME="CREDITS"></DATA>'],
    ['no DATA', ''],
  ])('finds nothing in %s', (_, data) => {
    expect(resultOf(answer(ok(data)))).toMatchObject({ kind: 'rows', rows: [] });
  });

  it('takes CODE 0 for a refusal in RLM’s own words', () => {
    const refused = '<RESPONSE><CODE>0</CODE><DESCRIPTION>Invalid Color on Line 2</DESCRIPTION></RESPONSE>';
    expect(resultOf(answer(refused))).toEqual({ kind: 'refused', description: 'Invalid Color on Line 2' });
  });

  it.each([
    ['a page for people', '<html><body><h1>HTTP Status 404</h1></body></html>'],
    ['no XML', 'Bad Gateway'],
    ['an answer that was cut off', answer(ok('')).slice(0, -40)],
    ['a result that was cut off', answer('<RESPONSE><CODE>1</CODE><DATA')],
    ['an answer to another operation', answer(ok('')).replaceAll('getCredits', 'getSelected')],
    ['a code that nobody knows', answer('<RESPONSE><CODE>2</CODE></RESPONSE>')],
    ['declared entities', answer(`<!DOCTYPE x [<!ENTITY a "b">]>${ok('')}`)],
    ['declared entities outside', `<!DOCTYPE x [<!ENTITY a "b">]>${answer(ok(''))}`],
  ])('is not guessed at: %s', (_, text) => {
    expect(resultOf(text)).toEqual(notUnderstood);
  });
});
