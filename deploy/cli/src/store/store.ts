import { z } from 'zod';
import type { Explained } from '../explained.js';
import type { OfMerchant } from '../of-merchant.js';
import { facts } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';

const store = z.looseObject({
  merchantId: z.string(),
  mode: z.string(),
  goLiveAt: z.string().nullable(),
  stop: z.looseObject({ since: z.string(), why: z.string(), findings: z.int() }).nullable(),
});
const anything = z.looseObject({});

const pathOf = (merchant: string): string => `/stores/${encodeURIComponent(merchant)}`;

export async function showStore(session: Session, { merchant }: OfMerchant): Promise<void> {
  const client = await session.adapterOf(merchant);
  const { mode, goLiveAt, stop, ...rest } = await client.get(pathOf(merchant), store);
  session.print({ ...rest, mode, goLiveAt, stop }, () =>
    facts([
      ['store', merchant],
      ['adapter', client.service.name],
      ['mode', mode],
      ['ours since', goLiveAt ?? 'always'],
      ['sends', stop === null ? 'go out' : `STOPPED ${ago(stop.since)}`],
      ...(stop === null
        ? []
        : ([
            ['why', stop.why],
            ['findings', stop.findings],
          ] as const)),
    ]),
  );
}

export async function stopStore(session: Session, { merchant, reason }: OfMerchant & Explained): Promise<void> {
  const client = await session.adapterOf(merchant);
  const done = await client.command('POST', `${pathOf(merchant)}/stop`, { reason }, anything);
  session.print(done, () => `Nothing more is sent to the ERP of ${merchant}, until somebody releases it.`);
}

export async function releaseStore(session: Session, { merchant, reason }: OfMerchant & Explained): Promise<void> {
  const client = await session.adapterOf(merchant);
  const done = await client.command('POST', `${pathOf(merchant)}/release`, { reason }, anything);
  session.print(done, () => `Released: what waited goes out now.`);
}
