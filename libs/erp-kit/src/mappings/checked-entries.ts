import { badInput } from '@backhaul/service-kit';
import type { z } from 'zod';
import { normalised, type MappingValue } from '../mapping/state.js';
import type { MappingTable } from './mapping-table.js';

interface Mistake {
  path: string;
  expected: string;
}

/**
 * Entries as the table takes them. Each value is shown to the ERP's lists once.
 * @throws HttpProblem 400 with every entry that does not fit
 */
export async function checkedEntries(
  table: MappingTable,
  merchantId: string,
  given: readonly { key: string; value: unknown }[],
  pathOf: (index: number) => string,
): Promise<{ key: string; value: MappingValue }[]> {
  const mistakes = [
    ...doubles(given, pathOf),
    ...given.flatMap((entry, index) => misfits(table, entry, pathOf(index))),
  ];
  if (mistakes.length > 0) throw badInput(mistakes);
  const fitting = given.map(({ key, value }) => ({ key: table.key.parse(key), value: table.value.parse(value) }));
  const refused = await refusals(table, merchantId, fitting, pathOf);
  if (refused.length > 0) throw badInput(refused, `Valid values: ${table.validIn}.`);
  return fitting;
}

function misfits(table: MappingTable, { key, value }: { key: string; value: unknown }, path: string): Mistake[] {
  const issuesOf = (what: string, { error }: z.ZodSafeParseResult<unknown>): Mistake[] =>
    (error?.issues ?? []).map((issue) => ({
      path: `${path}${[what, ...issue.path].join('.')}`,
      expected: issue.message,
    }));
  return [...issuesOf('key', table.key.safeParse(key)), ...issuesOf('value', table.value.safeParse(value))];
}

function doubles(given: readonly { key: string }[], pathOf: (index: number) => string): Mistake[] {
  const first = new Map<string, number>();
  return given.flatMap(({ key }, index) => {
    const before = first.get(normalised(key));
    if (before === undefined) first.set(normalised(key), index);
    return before === undefined
      ? []
      : [{ path: `${pathOf(index)}key`, expected: `expected each key once; "${key}" comes twice` }];
  });
}

async function refusals(
  table: MappingTable,
  merchantId: string,
  fitting: readonly { value: MappingValue }[],
  pathOf: (index: number) => string,
): Promise<Mistake[]> {
  const asked = new Map<string, string | null>();
  const mistakes: Mistake[] = [];
  for (const [index, { value }] of fitting.entries()) {
    const name = JSON.stringify(value);
    if (!asked.has(name)) asked.set(name, (await table.refuse?.(merchantId, value)) ?? null);
    const why = asked.get(name) ?? null;
    if (why !== null) mistakes.push({ path: `${pathOf(index)}value`, expected: why });
  }
  return mistakes;
}
