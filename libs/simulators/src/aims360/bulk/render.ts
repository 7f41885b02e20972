import type { Job } from '../jobs/entities.js';
import type { Tenant } from '../state.js';
import type { Cells } from './source.js';
import { sources } from './sources.js';
import type { View } from './view.js';

/** The merchant's view of that name, else the system's with all of its columns; undefined when there is none. */
const viewNamed = (tenant: Tenant, source: string, viewName: string): View | undefined => {
  const made = tenant.views.find((each) => each.source === source && each.viewName === viewName);
  const system = sources[source];
  if (made !== undefined || system?.views[viewName] === undefined) return made;
  const columns = system.columns.map((name) => ({ name, of: name }));
  return { source, viewName, columns, rowsOf: viewName };
};

const cell = (value: Cells[string]): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A header row, and empty cells for null (contracts/aims360.md §1.4). */
const asCsv = (columns: readonly string[], rows: readonly Cells[]): string =>
  [columns.map(cell).join(','), ...rows.map((row) => columns.map((name) => cell(row[name] ?? null)).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');

/** What a job writes; undefined when its view does not exist (any more). */
export const renderView = (tenant: Tenant, { source, viewName, outputFormat }: Job): string | undefined => {
  const view = viewNamed(tenant, source, viewName);
  const from = sources[source];
  if (view === undefined || from === undefined) return undefined;
  const perPart = view.columns.some(({ of }) => from.partColumns.includes(of));
  const shown = from.views[view.rowsOf];
  const data = from
    .rows(tenant, perPart)
    .filter((cells) => shown?.(cells) ?? true)
    .map((cells): Cells => Object.fromEntries(view.columns.map(({ name, of }) => [name, cells[of] ?? null])));
  if (outputFormat === 'JSON') return JSON.stringify({ totalRecordCount: data.length, data });
  return asCsv(
    view.columns.map(({ name }) => name),
    data,
  );
};
