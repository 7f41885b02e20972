import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { COMPANY, oakAndLinen, SKU_A, type OakAndLinen } from './oak-and-linen.js';

let oak: OakAndLinen;
beforeEach(async () => {
  oak = await oakAndLinen();
});
afterEach(() => oak.rlm.close());

const escaped = (xml: string): string => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const unescaped = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

const login = (user = 'backhaul', company = COMPANY): string =>
  `<AUTHENTICATION><USERNAME>${user}</USERNAME><KEY_VALUE>rlm-key</KEY_VALUE></AUTHENTICATION>` +
  `<COMPANY_NUMBER>${company}</COMPANY_NUMBER>`;

async function ask(service: string, operation: string, inner: string, argument = 'filterXML') {
  const envelope =
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="http://ws.rlm.com"><soapenv:Body>' +
    `<ws:${operation}><ws:${argument}>${escaped(inner)}</ws:${argument}></ws:${operation}></soapenv:Body></soapenv:Envelope>`;
  const answer = await fetch(`${oak.rlm.url}/OAK/services/${service}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', SOAPAction: '""' },
    body: envelope,
  });
  const text = await answer.text();
  const result = new RegExp(`<ns1:${operation}Return>(.*)</ns1:${operation}Return>`, 's').exec(text)?.[1];
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text,
    result: unescaped(result ?? ''),
  };
}

const filter = (more = '', user?: string, company?: number): string =>
  `<ITEM_FILTER>${login(user, company)}${more}</ITEM_FILTER>`;

const order = (state: string): string => {
  const item = (style: string, color: string, size: string): string =>
    `<item><style>${style}</style><color>${color}</color><size>${size}</size><price>40.00</price><quantity>1</quantity></item>`;
  return (
    '<order><authentication><userName>backhaul</userName><keyValue>rlm-key</keyValue></authentication>' +
    `<companyNumber>${COMPANY}</companyNumber><customerAccount>WEB0000</customerAccount><customerPO>EXC-1</customerPO>` +
    '<orderDate>20260302</orderDate><startDate>20260302</startDate><cancelDate>20260402</cancelDate><warehouse>1</warehouse>' +
    `<shipToState>${state}</shipToState><items>${item('TS100', 'BLK', 'M')}${item('PT200', 'NVY', '32')}</items></order>`
  );
};

describe('the legacy SOAP services', () => {
  it('tell stock per style and colour, its sizes side by side, a missing UPC as STYLE-COLOR-SIZE', async () => {
    const { status, type, result } = await ask('Item', 'getInventory', filter('<WAREHOUSE>1</WAREHOUSE>'));
    expect([status, type]).toEqual([200, expect.stringContaining('text/xml')]);
    expect(result).toContain('<CODE>1</CODE>');
    expect(result).toContain('<SIZES>S,M</SIZES><UPCS>TS100-BLK-S,012345678905</UPCS><ATS>20,18</ATS>');
  });

  it('find nothing with an empty RECSET and CODE 1', async () => {
    const { result } = await ask('PackedOrders', 'getSelected', filter('<CUSTOMER_PO>nobody</CUSTOMER_PO>'));
    expect(result).toContain('<CODE>1</CODE>');
    expect(result).toContain('<TOTAL_RECORDS>0</TOTAL_RECORDS><DATA TABLENAME="PACKED_ORDERS"><RECSET/></DATA>');
  });

  it('tell which lines were packed, with dates as YYYYMMDD', async () => {
    const { result } = await ask('PackedOrders', 'getSelected', filter('<CUSTOMER_PO>#10442</CUSTOMER_PO>'));
    expect(result).toContain('<PACKED_DATE>20260302</PACKED_DATE>');
    expect(result.match(/<REC>/g)).toHaveLength(3);
  });

  it('tell credits by day, units and prices positive', async () => {
    oak.rlm.door.typeRefund(COMPANY, oak.refundBody([oak.refundLine()]));
    const on = (day: string) => ask('Billing', 'getCredits', filter(`<DATE_FROM>${day}</DATE_FROM>`));
    expect((await on('20260302')).result).toContain('<UNITS>2</UNITS><UNIT_PRICE>40.00</UNIT_PRICE>');
    expect((await on('20260303')).result).toContain('<RECSET/>');
  });

  it('make one order per division, one ORDER_NUMBER each', async () => {
    const { result } = await ask('SalesOrder', 'create', order('NY'), 'orderXML');
    expect(result.match(/<ORDER_NUMBER>/g)).toHaveLength(2);
    expect(result).toContain('<DIVISION>20</DIVISION>');
    expect(result).toContain('<DIVISION>30</DIVISION>');
  });

  it.each([
    ['an unknown user', filter('', 'nobody'), 'The user/key combination does not exist'],
    ['another company', filter('', 'backhaul', 8), 'Invalid Company'],
    ['an unknown warehouse', filter('<WAREHOUSE>77</WAREHOUSE>'), 'Invalid Warehouse'],
    ['a document type', `<!DOCTYPE x [<!ENTITY e "boom">]>${filter()}`, 'Invalid XML'],
  ])('answer %s with HTTP 200 and CODE 0', async (_, inner, description) => {
    const { status, result } = await ask('Item', 'getInventory', inner);
    expect(status).toBe(200);
    expect(result).toBe(`<RESPONSE><CODE>0</CODE><DESCRIPTION>${description}</DESCRIPTION></RESPONSE>`);
  });

  it('tell the first error of an order and create nothing', async () => {
    const before = oak.rlm.door.orders(COMPANY).length;
    const { result } = await ask('SalesOrder', 'create', order('New York'), 'orderXML');
    expect(result).toContain('<DESCRIPTION>Shipping State Too Long. Max 2 Characters</DESCRIPTION>');
    expect(oak.rlm.door.orders(COMPANY)).toHaveLength(before);
  });

  it('are a Tomcat page where no service is, or where the envelope is none', async () => {
    const away = await ask('ReturnAuthorization', 'create', filter());
    expect([away.status, away.type]).toEqual([404, expect.stringContaining('text/html')]);
    const broken = await fetch(`${oak.rlm.url}/OAK/services/Item`, { method: 'POST', body: 'hello' });
    expect(broken.status).toBe(500);
  });

  it('work on the same documents as the REST paths', async () => {
    const { json } = await oak.call('GET', `/inventory?sku=${SKU_A}&warehouse=1`);
    expect((json.items as { ats: number }[])[0]?.ats).toBe(18);
  });
});
