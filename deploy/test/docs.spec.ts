import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { aims360Adapter } from '@backhaul/aims360-adapter';
import { ledger } from '@backhaul/ledger';
import { loopGateway } from '@backhaul/loop-gateway';
import { rlmAdapter } from '@backhaul/rlm-adapter';
import { parseConfig, readConfigFile, serviceConfigSchema, type ServiceDefinition } from '@backhaul/service-kit';
import { shopifyGateway } from '@backhaul/shopify-gateway';
import { documentedKeys, keysOf, type Key } from './support/configuration-keys.js';

/** What the documents say is what the code does: examples are read by the services' own schemas, links lead somewhere. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const markdown = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);
const documents = ['README.md', ...markdown.map((name) => join('docs', name))];
const textOf = (document: string): string => readFileSync(join(root, document), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'backhaul-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const services: readonly ServiceDefinition[] = [loopGateway, shopifyGateway, aims360Adapter, rlmAdapter, ledger];
const sections = ['loop', 'shopify', 'aims360', 'rlm', 'threepl'];

/** What a fragment leaves out. */
const frame = {
  services: Object.fromEntries(
    services.map(({ name }) => [name, { postgres: { url: 'postgres://host/db' }, http: { port: 0 } }]),
  ),
  bus: { kind: 'postgres', url: 'postgres://host/bus' },
  merchants: [],
};
const merchant = { id: 'northfold', name: 'Northfold Outfitters', currency: 'USD', timeZone: 'America/Chicago' };

/** Every block marked `yaml` is configuration: a file, a part of one, or sections of a merchant. */
const examples = documents.flatMap((document) =>
  [...textOf(document).matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = ''], index) => {
    const file = join(folder, `${document.replaceAll('/', '-')}-${index}.yaml`);
    writeFileSync(file, text);
    const tree = readConfigFile(file) as Record<string, unknown>;
    const isMerchant = Object.keys(tree).every((key) => sections.includes(key));
    const env = Object.fromEntries([...text.matchAll(/env: (\w+)/g)].map(([, name = '']) => [name, 'value']));
    return {
      document,
      text,
      env,
      tree: { ...frame, ...(isMerchant ? { merchants: [{ ...merchant, ...tree }] } : tree) },
    };
  }),
);

describe('the examples in the documents', () => {
  it.each(services)('are a configuration that $name starts with', ({ name, merchantSchema }) => {
    for (const { document, tree, env } of examples) {
      parseConfig(serviceConfigSchema(name, merchantSchema), tree, { env, source: document });
    }
  });

  it.each(['README.md', 'docs/configuration.md'])('show every vendor in %s', (document) => {
    const text = examples.flatMap((example) => (example.document === document ? example.text : [])).join('\n');
    for (const section of sections) expect(text).toMatch(new RegExp(`^ *${section}:`, 'm'));
  });
});

describe('docs/configuration.md', () => {
  const documented = documentedKeys(textOf('docs/configuration.md'));
  const inCode: Key[] = services.flatMap(({ name, merchantSchema }) => [
    ...keysOf(serviceConfigSchema(name, merchantSchema)).map(({ key, shown }) => ({
      key: key.replace(`services.${name}.`, 'services.<service>.'),
      shown,
    })),
    ...keysOf(merchantSchema).filter(({ key }) => key.includes('.')),
  ]);

  it('has every key with its default', () => {
    for (const { key, shown } of inCode) expect({ key, shown: documented.get(key) }).toEqual({ key, shown });
  });

  it('has no key that nobody reads', () => {
    const known = new Set([
      ...inCode.map(({ key }) => key),
      ...Object.keys(merchant).map((key) => `merchants[].${key}`),
    ]);
    expect([...documented.keys()].filter((key) => !known.has(key))).toEqual([]);
  });
});

it.each(documents)('%s links to what is there', (document) => {
  const links = [...textOf(document).matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)].map(([, link = '']) => link);
  const missing = links.filter((link) => !existsSync(join(root, dirname(document), link)));
  expect(missing.map((link) => relative(root, join(root, dirname(document), link)))).toEqual([]);
});

describe('docs/guarantees.md', () => {
  const proofs = [...textOf('docs/guarantees.md').matchAll(/^- `([^`]+)`: (.+)$/gm)].map(
    ([, file = '', words = '']) => ({
      file,
      words,
    }),
  );
  const wordsOf = (file: string): string => (existsSync(join(root, file)) ? textOf(file).replaceAll("\\'", "'") : '');

  it('names proofs for every promise', () => {
    const promises = textOf('docs/guarantees.md').split(/^\*\*/m).slice(1);
    expect(promises.length).toBeGreaterThan(15);
    for (const promise of promises)
      expect({ promise, hasProof: promise.includes('\n- `') }).toEqual({ promise, hasProof: true });
  });

  it('names no proof that is not there', () => {
    expect(proofs.filter(({ file, words }) => !wordsOf(file).includes(words))).toEqual([]);
  });
});
