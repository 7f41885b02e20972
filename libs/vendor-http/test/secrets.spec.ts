import { afterEach, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { failureOf, json, Vendor, type Handler } from './vendor.js';

let vendor: Vendor;
afterEach(() => vendor.stop());

const key = 'shpat_0123456789abcdef';
const echo: Handler = (seen, response) =>
  json(response, 401, { message: `bad key ${String(seen.headers['x-key'])}`, token: key });

const ways: Record<string, Handler> = {
  'a refusal that echoes the key': echo,
  'a page that echoes the key': (seen, response) =>
    response.writeHead(500).end(`<html>${String(seen.headers['x-key'])}</html>`),
  'a reset': (_, __, request) => request.socket.resetAndDestroy(),
  'a time-out': () => {},
};

describe('our key is in no error and in no log', () => {
  it.each(Object.entries(ways))('after %s', async (_, handler) => {
    vendor = await Vendor.start(handler);
    const lines: unknown[] = [];
    const note = (fields: object, message?: string): void => void lines.push([fields, message]);
    const client = vendor.client({
      headers: () => ({ 'x-key': key, authorization: `Bearer ${key}` }),
      timeoutMs: 50,
      log: { debug: note, warn: note },
    });
    const error = await failureOf(client.post(`/rma?api_key=${key}`, { password: key }));
    const everything = [
      inspect(error, { depth: 10 }),
      JSON.stringify(error),
      error.stack,
      inspect(lines, { depth: 10 }),
    ].join();
    expect(everything).not.toContain(key);
    expect(lines).toHaveLength(1);
  });
});
