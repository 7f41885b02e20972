import { table } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';
import { causes } from './parked-answers.js';

export async function causesOfParked(session: Session): Promise<void> {
  const found = await session.collect(async (client) => (await client.get('/admin/parked/causes', causes)).items);
  session.print(found, () =>
    found.length === 0
      ? 'Nothing is parked.'
      : table(
          ['service', 'code', 'type', 'keys', 'messages', 'oldest', 'newest', 'sample'],
          found.map(({ service, code, type, keys, messages, oldest, newest, sample }) => [
            ...[service, code, type, keys, messages, ago(oldest), ago(newest), sample],
          ]),
        ),
  );
}
