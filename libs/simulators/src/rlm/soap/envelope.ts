import { escapeXml, part, readXml, textOf } from './xml.js';

/** A call as it stands in the envelope: the operation, and its one string argument, unescaped. */
export interface SoapCall {
  readonly operation: string;
  readonly argument: string;
}

/** Reads a SOAP 1.1 request. @throws SyntaxError when it is none */
export const readEnvelope = (text: string): SoapCall => {
  const { root, content } = readXml(text);
  const body = part(content, 'Body');
  const [operation] = Object.keys(body);
  if (root !== 'Envelope' || operation === undefined) throw new SyntaxError('No SOAP envelope.');
  const call = part(body, operation);
  const argument = textOf(call, 'filterXML') ?? textOf(call, 'orderXML');
  if (argument === null) throw new SyntaxError('The operation has no argument.');
  return { operation, argument };
};

/** The answer: the result document, escaped, as the one return value (contracts/rlm-and-3pl.md §1.2). */
export const answerEnvelope = (operation: string, result: string): string =>
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
  `<ns1:${operation}Response xmlns:ns1="http://ws.rlm.com"><ns1:${operation}Return>${escapeXml(result)}` +
  `</ns1:${operation}Return></ns1:${operation}Response></soapenv:Body></soapenv:Envelope>`;
