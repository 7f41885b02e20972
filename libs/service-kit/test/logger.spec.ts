import { createLogger, Secret } from '@backhaul/service-kit';
import { describe, expect, it } from '@jest/globals';
import { nestLogger } from '../src/logging/nest-logger.js';

function lines(level = 'info') {
  const written: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void written.push(JSON.parse(line) as Record<string, unknown>) };
  return { written, log: createLogger({ service: 'ledger', level, destination }) };
}

describe('a log line', () => {
  it('is one JSON object with time, level, service, the facts and the message', () => {
    const { log, written } = lines();
    log.child({ merchantId: 'northfold' }).info({ returnId: 'northfold-1' }, 'settled');
    expect(written).toMatchObject([
      { level: 'info', service: 'ledger', merchantId: 'northfold', returnId: 'northfold-1', msg: 'settled' },
    ]);
    expect(written[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('holds no key, no name, no address, at any depth up to three, and no secret', () => {
    const { log, written } = lines();
    const shopper = { email: 'ann@example.com', firstName: 'Ann', address1: '1 Elm St' };
    log.info({
      headers: { authorization: 'Bearer x' },
      shopper,
      order: { shopper },
      deep: { order: { shopper } },
      apiKey: 'x',
      key: new Secret('hunter2'),
    });
    const text = JSON.stringify(written);
    for (const hidden of ['Bearer', 'ann@', 'Elm', 'hunter2', '"Ann"']) expect(text).not.toContain(hidden);
  });

  it("keeps Nest's chatter below info, and its errors", () => {
    const { log, written } = lines();
    const nest = nestLogger(log);
    nest.log('Mapped {/returns, GET} route', 'RouterExplorer');
    nest.warn('A data source with the default name is already registered', 'DataSourceNameRegistry');
    nest.error(new Error('broken'), undefined, 'ExceptionsHandler');
    expect(written).toMatchObject([{ level: 'error', nest: 'ExceptionsHandler', msg: 'broken' }]);
  });
});
