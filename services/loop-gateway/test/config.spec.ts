import { describe, expect, it } from '@jest/globals';
import { merchantSchema } from '../src/config.js';

const section = { apiKey: 'key', webhookSecrets: ['hush'] };

describe('the section of a merchant', () => {
  it('needs a key, and has a default for the rest', () => {
    expect(merchantSchema.parse({ loop: { apiKey: 'key' } }).loop?.webhookSecrets).toEqual([]);
    expect(merchantSchema.parse({ loop: section }).loop).toMatchObject({
      baseUrl: 'https://api.loopreturns.com',
      apiVersion: '2026-07',
      sweepSeconds: 300,
      lookBackDays: 30,
      process: 'backhaul',
      processGraceSeconds: 600,
      processDeadlineSeconds: 3600,
      callsPerMinute: 240,
    });
  });

  it('may be missing: then the merchant is not ours', () => {
    expect(merchantSchema.parse({}).loop).toBeUndefined();
  });

  it.each([
    ['apiKey', { ...section, apiKey: undefined }],
    ['webhookUrl', { ...section, webhookUrl: 'returns.northfold.example' }],
    ['process', { ...section, process: 'observe' }],
    ['processGraceSeconds', { ...section, processGraceSeconds: 3600 }],
    ['callsPerMinute', { ...section, callsPerMinute: 0 }],
  ])('is refused with the path of the mistake: %s', (path, loop) => {
    const { error } = merchantSchema.safeParse({ loop });
    expect(error?.issues[0]?.path).toEqual(['loop', path]);
  });

  it('refuses a name that it does not know', () => {
    expect(merchantSchema.safeParse({ loop: { ...section, sweepSecond: 5 } }).success).toBe(false);
  });
});

describe('two who would make Loop process', () => {
  const link = (processesOnCredit: unknown) => ({
    vendorLink: { createsRmas: true, processesOnCredit },
    anything: 'else',
  });
  const judge = (process: string, erp: object) => merchantSchema.safeParse({ loop: { ...section, process }, ...erp });

  it.each(['aims360', 'rlm'])('are refused: we, and the own link of %s', (erp) => {
    const { error } = judge('backhaul', { [erp]: link(true) });
    expect(error?.issues).toMatchObject([
      { path: ['loop', 'process'], message: expect.stringContaining(`${erp}.vendorLink.processesOnCredit`) },
    ]);
  });

  it('are not, when it is the link alone or we alone', () => {
    expect(judge('vendor-link', { aims360: link(true) }).success).toBe(true);
    expect(judge('backhaul', { aims360: link(false) }).success).toBe(true);
    expect(judge('backhaul', { aims360: { baseUrl: 7 } }).success).toBe(true);
    expect(judge('backhaul', { aims360: 'unreadable, which the adapter says' }).success).toBe(true);
    expect(merchantSchema.safeParse({ aims360: link(true) }).success).toBe(true);
  });
});
