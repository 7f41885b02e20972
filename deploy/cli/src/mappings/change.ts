import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Explained } from '../explained.js';
import { Misused } from '../failures.js';
import type { OfMerchant } from '../of-merchant.js';
import { counted } from '../output/counted.js';
import type { Session } from '../session.js';
import { pathOf } from './read.js';

const changed = z.looseObject({ changed: z.array(z.string()) });
const removed = z.looseObject({ removed: z.string() });
const file = z.record(z.string(), z.unknown());

type Options = OfMerchant & Explained;

export async function setMapping(
  session: Session,
  name: string,
  key: string,
  value: string,
  { merchant, reason }: Options,
): Promise<void> {
  const client = await session.adapterOf(merchant);
  const path = `${pathOf(merchant, name)}/${encodeURIComponent(key)}`;
  const done = await client.command('PUT', path, { value: valueOf(value), reason }, changed);
  session.print(done, () =>
    done.changed.length === 0 ? 'It is so already.' : `Set. What waits for it goes on by itself.`,
  );
}

export async function removeMapping(
  session: Session,
  name: string,
  key: string,
  { merchant, reason }: Options,
): Promise<void> {
  const client = await session.adapterOf(merchant);
  const path = `${pathOf(merchant, name)}/${encodeURIComponent(key)}`;
  const done = await client.command('DELETE', path, { reason }, removed);
  session.print(done, () => 'Removed.');
}

/** All entries of the file, or none. */
export async function importMappings(
  session: Session,
  name: string,
  path: string,
  { merchant, reason }: Options,
): Promise<void> {
  const entries = Object.entries(entriesIn(path)).map(([key, value]) => ({ key, value }));
  const client = await session.adapterOf(merchant);
  const done = await client.command('POST', `${pathOf(merchant, name)}/import`, { entries, reason }, changed);
  session.print(done, () => `${counted(done.changed.length, 'key')} changed.`);
}

/** Fields are written as JSON; everything else is a code. */
function valueOf(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Misused(`A value that begins with { has to be JSON, such as '{"code": "SP", "days": 0}'.`, { cause });
  }
}

function entriesIn(path: string): Record<string, unknown> {
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Misused(`${path} has to be a JSON file such as {"Too small": "SIZE", "Wrong color": "COLOR"}.`, {
      cause,
    });
  }
}
