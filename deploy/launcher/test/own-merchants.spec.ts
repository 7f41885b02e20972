import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ownMerchants } from '../src/own-merchants.js';
import { dataFolder } from './support/folder.js';

const good = `
merchants:
  - id: nice-shop
    name: Nice Shop
    currency: USD
    timeZone: America/Chicago
    loop: { apiKey: key, webhookSecrets: [secret] }
    shopify: { shop: nice.myshopify.com, clientId: app, clientSecret: secret }
`;

describe('the merchants of --config', () => {
  let folder: { dir: string; remove(): void };
  let file: string;
  const mistakesOf = (text: string): string[] => {
    writeFileSync(file, text);
    try {
      ownMerchants(file);
      return [];
    } catch (error) {
      expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
      return (error as Error).message.split('\n');
    }
  };

  beforeEach(() => {
    folder = dataFolder();
    file = join(folder.dir, 'mine.yaml');
  });

  afterEach(() => folder.remove());

  it('are read from YAML; what the file says of databases and ports is not needed here', () => {
    writeFileSync(file, `${good}\nservices: {}\nbus: { kind: kafka, brokers: [kafka:9092] }`);
    expect(ownMerchants(file)).toMatchObject([{ id: 'nice-shop' }]);
  });

  it('are refused with every mistake of every service, each once, in the order of the file', () => {
    const text = good
      .replace('name: Nice Shop', 'lop: {}')
      .replace('apiKey: key, ', '')
      .replace('nice.myshopify.com', 'nice.example.com');
    expect(mistakesOf(`${text}\nmerchant: []`)).toEqual([
      `${file} has 5 mistakes:`,
      '  merchant: expected one of merchants, services, bus, tokens, log, takeOverSeconds',
      '  merchants[0].loop.apiKey: expected a text, { env: NAME } or { file: path }',
      '  merchants[0].lop: expected one of loop, shopify, aims360, rlm, threepl',
      '  merchants[0].name: expected string, but it is missing',
      '  merchants[0].shopify.shop: expected a name such as northfold.myshopify.com',
    ]);
  });

  it.each(['[]', '', 'merchants: []', 'merchants: 7'])('must be there: %j', (text) => {
    expect(mistakesOf(text)).toEqual([
      `${file} has 1 mistake:`,
      '  merchants: expected a list of at least one merchant',
    ]);
  });

  it('come from a file that exists', () => {
    expect(() => ownMerchants(file)).toThrow(`There is no file ${file}.`);
  });
});
