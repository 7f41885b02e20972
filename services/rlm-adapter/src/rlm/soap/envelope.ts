import { notUnderstood } from '@backhaul/vendor-http';
import { z } from 'zod';
import { escapeXml, readXml } from './xml.js';

/** The name of the one argument: a filter to read by, or an order to create. */
export type Argument = 'filterXML' | 'orderXML';

const NAMESPACE = 'http://ws.rlm.com';

/** A SOAP 1.1 request: the one argument is a document, escaped (contracts/rlm-and-3pl.md §1.2). */
export function requestEnvelope(operation: string, argument: Argument, document: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="${NAMESPACE}">` +
    `<soapenv:Body><ws:${operation}><ws:${argument}>${escapeXml(document)}</ws:${argument}></ws:${operation}>` +
    '</soapenv:Body></soapenv:Envelope>'
  );
}

const nothing = z.literal('').transform(() => null);
const result = z.object({
  RESPONSE: z.object({
    CODE: z.enum(['0', '1']),
    DESCRIPTION: z.string().default(''),
    TOTAL_RECORDS: z.string().regex(/^\d*$/).optional(),
    DATA: nothing
      .or(
        z.object({
          '@TABLENAME': z.string().optional(),
          RECSET: nothing.or(z.object({ REC: z.array(z.unknown()) })).default(null),
        }),
      )
      .default(null),
  }),
});

/** What an operation answered. HTTP says nothing about it: a refusal is a 200, too. */
export type SoapResult =
  | {
      readonly kind: 'rows';
      readonly table: string | null;
      readonly rows: readonly unknown[];
      readonly total: number | null;
    }
  | { readonly kind: 'refused'; readonly description: string };

/** @throws VendorError VENDOR_NOT_UNDERSTOOD for whatever is not an answer to this operation */
export function resultIn(operation: string, text: string): SoapResult {
  const answer = z.object({
    Envelope: z.object({
      Body: z.object({ [`${operation}Response`]: z.object({ [`${operation}Return`]: z.string() }) }),
    }),
  });
  const outer = answer.safeParse(readXml(text));
  const document = outer.data?.Envelope.Body[`${operation}Response`]?.[`${operation}Return`];
  if (document === undefined) throw notUnderstood('RLM', `the answer to ${operation} is no SOAP answer to it`);
  const inner = result.safeParse(readXml(document));
  if (!inner.success) throw notUnderstood('RLM', `the result of ${operation} does not fit its contract`);
  return resultOf(inner.data.RESPONSE);
}

function resultOf({ CODE, DESCRIPTION, TOTAL_RECORDS, DATA }: z.infer<typeof result>['RESPONSE']): SoapResult {
  if (CODE === '0') return { kind: 'refused', description: DESCRIPTION };
  return {
    kind: 'rows',
    table: DATA?.['@TABLENAME'] ?? null,
    rows: DATA?.RECSET?.REC ?? [],
    total: TOTAL_RECORDS ? Number(TOTAL_RECORDS) : null,
  };
}
