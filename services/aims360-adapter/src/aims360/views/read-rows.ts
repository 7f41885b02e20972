import { notUnderstood } from '@backhaul/vendor-http';
import { z } from 'zod';
import { fitting } from '../documents.js';
import { columnsOf, type Cells } from './columns.js';
import { parseCsv } from './csv.js';
import { ViewUnreadable } from './view-unreadable.js';
import type { ViewName, ViewSettings } from './view-settings.js';

type Raw = Readonly<Record<string, unknown>>;

const json = z.object({ totalRecordCount: z.int(), data: z.array(z.record(z.string(), z.unknown())) });
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null);

/**
 * What a job wrote, by the vendor's names of the columns.
 * @throws ViewUnreadable when a column is not there: nothing is guessed
 * @throws VendorError VENDOR_NOT_UNDERSTOOD when it is cut off, or no export at all
 */
export function readRows<V extends ViewName>(view: V, text: string, settings: ViewSettings): Cells<V>[] {
  const { name, columns } = settings[view];
  const { header, rows } = settings.format === 'JSON' ? fromJson(name, text) : fromCsv(name, text);
  const wanted = columnsOf[view].map((column) => ({ column, called: columns[column] ?? column }));
  const missing = header === null ? [] : wanted.filter(({ called }) => !header.includes(called));
  if (missing.length > 0) {
    const names = missing.map(({ called }) => called);
    throw new ViewUnreadable(name, `The view ${name} has no column ${names.join(', ')}.`, names);
  }
  return rows.map(
    (row) =>
      Object.fromEntries(wanted.map(({ column, called }) => [column, value.parse(row[called] ?? null)])) as Cells<V>,
  );
}

interface Table {
  /** Null: not to be told, as there is no row. */
  readonly header: readonly string[] | null;
  readonly rows: readonly Raw[];
}

function fromJson(name: string, text: string): Table {
  const { totalRecordCount, data } = fitting(json, parsed(name, text), `the export of ${name}`);
  if (data.length !== totalRecordCount)
    throw notUnderstood('AIMS360', `the export of ${name} has ${data.length} of ${totalRecordCount} rows`);
  const [first] = data;
  return { header: first === undefined ? null : Object.keys(first), rows: data };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notUnderstood('AIMS360', `the export of ${name} is no JSON`);
  }
}

function fromCsv(name: string, text: string): Table {
  const [first = [], ...rows] = cells(name, text);
  const header = first.map((column) => column ?? '');
  if (rows.some((row) => row.length !== header.length))
    throw notUnderstood('AIMS360', `a row of the export of ${name} has not as many cells as the header`);
  return { header, rows: rows.map((row) => Object.fromEntries(header.map((column, at) => [column, row[at]]))) };
}

function cells(name: string, text: string): (string | null)[][] {
  try {
    return parseCsv(text);
  } catch {
    throw notUnderstood('AIMS360', `the export of ${name} is no CSV`);
  }
}
