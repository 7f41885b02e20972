import type { ServiceClient } from '../http/service-client.js';
import type { OfMerchant } from '../of-merchant.js';
import { table } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';
import { history, mappingTable, shown, tables } from './answers.js';

const PAGE = 1000;

/** Path of a table. */
export const pathOf = (merchant: string, name: string): string =>
  `/mappings/${encodeURIComponent(merchant)}/${encodeURIComponent(name)}`;

export async function listMappings(
  session: Session,
  name: string | undefined,
  { merchant }: OfMerchant,
): Promise<void> {
  const client = await session.adapterOf(merchant);
  const found = [];
  for (const one of await namesOf(client, name)) found.push(await wholeTable(client, merchant, one));
  const rows = found.flatMap((one) => [
    ...(one.default === null ? [] : [[one.name, '(everything else)', shown(one.default), 'configuration', null, null]]),
    ...one.entries.map(({ key, value, by, at, reason }) => [one.name, key, shown(value), by, ago(at), reason]),
  ]);
  session.print(found, () =>
    rows.length === 0 ? 'Nothing is mapped.' : table(['table', 'key', 'value', 'by', 'set', 'reason'], rows),
  );
}

export async function listUnmapped(
  session: Session,
  name: string | undefined,
  { merchant }: OfMerchant,
): Promise<void> {
  const client = await session.adapterOf(merchant);
  const found = [];
  for (const one of await namesOf(client, name)) {
    const { validIn, unmapped } = await client.get(pathOf(merchant, one), mappingTable, { limit: 1 });
    found.push({ table: one, validIn, unmapped });
  }
  const rows = found.flatMap(({ table: of, validIn, unmapped }) =>
    unmapped.map(({ key, seen, waiting, firstSeenAt, lastSeenAt }) => [
      ...[of, key, seen, waiting, ago(firstSeenAt), ago(lastSeenAt), validIn],
    ]),
  );
  const columns = ['table', 'key', 'returns', 'waiting', 'first seen', 'last seen', 'valid values'];
  session.print(found, () => (rows.length === 0 ? 'Everything that was seen is mapped.' : table(columns, rows)));
}

export async function mappingHistory(
  session: Session,
  name: string,
  { merchant, ...query }: OfMerchant & { key?: string; limit: number },
): Promise<void> {
  const client = await session.adapterOf(merchant);
  const { items } = await client.get(`${pathOf(merchant, name)}/history`, history, query);
  const rows = items.map(({ key, value, by, at, reason }) => [key, shown(value) ?? '(removed)', by, at, reason]);
  session.print(items, () =>
    rows.length === 0 ? 'Nothing was ever mapped.' : table(['key', 'value', 'by', 'when', 'reason'], rows),
  );
}

async function namesOf(client: ServiceClient, name: string | undefined): Promise<string[]> {
  return name === undefined ? (await client.get('/mappings', tables)).items.map((one) => one.name) : [name];
}

async function wholeTable(client: ServiceClient, merchant: string, name: string) {
  const whole = await client.get(pathOf(merchant, name), mappingTable, { limit: PAGE });
  for (let page = whole; page.entries.length === PAGE;) {
    const after = page.entries.at(-1)?.key ?? '';
    page = await client.get(pathOf(merchant, name), mappingTable, { limit: PAGE, after });
    whole.entries.push(...page.entries);
  }
  return whole;
}
