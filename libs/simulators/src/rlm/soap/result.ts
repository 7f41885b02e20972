import { elements, type Fields } from './xml.js';

/** A result document: rows of one table, or the refusal. HTTP is 200 in both cases (contracts/rlm-and-3pl.md §1.2). */
export const rowsResult = (table: string, rows: readonly Fields[]): string =>
  `<RESPONSE><CODE>1</CODE><DESCRIPTION>Success</DESCRIPTION><TOTAL_RECORDS>${rows.length}</TOTAL_RECORDS>` +
  `<DATA TABLENAME="${table}">${recset(rows)}</DATA></RESPONSE>`;

/** Nothing found is an empty RECSET under CODE 1. */
const recset = (rows: readonly Fields[]): string =>
  rows.length === 0 ? '<RECSET/>' : `<RECSET>${rows.map((row) => `<REC>${elements(row)}</REC>`).join('')}</RECSET>`;

/** What a create answers: one number per division. */
export const createdResult = (orders: readonly Fields[]): string =>
  '<RESPONSE><CODE>1</CODE><DESCRIPTION>Success</DESCRIPTION>' +
  `<DATA TABLENAME="ORDERS">${recset(orders)}</DATA></RESPONSE>`;

export const refusedResult = (description: string): string =>
  `<RESPONSE>${elements({ CODE: 0, DESCRIPTION: description })}</RESPONSE>`;

/** Tomcat's page: what stands there when the application is away. */
export const tomcatPage = (status: number): string =>
  `<html><head><title>Apache Tomcat/7.0.52 - Error report</title></head><body><h1>HTTP Status ${status} - </h1></body></html>`;

/** `YYYYMMDD`. */
export const dateText = (isoDate: string): string => isoDate.slice(0, 10).replaceAll('-', '');
