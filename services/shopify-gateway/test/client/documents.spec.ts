import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { documentFaults, SHOPIFY_VERSIONS } from '@backhaul/simulators';

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));

/** What is deprecated and still sent, by message, with the reason. Nothing at the moment. */
const ACCEPTED: Readonly<Record<string, string>> = {};

const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(SOURCES, name));

/** Names of the operations that the sources spell out: each must be in an exported document, or nothing here would see it. */
const written = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/`\s*(?:query|mutation)\s+(\w+)/g)].map(([, name]) => name),
);

/** The exported values of a module that are documents. */
async function documentsOf(file: string): Promise<string[]> {
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  return Object.values(module).flatMap((value) =>
    typeof value === 'object' && value !== null && 'answer' in value && 'text' in value ? [String(value.text)] : [],
  );
}

const operationIn = (text: string): string | undefined => /^\s*(?:query|mutation)\s+(\w+)/.exec(text)?.[1];

describe('every GraphQL document that is sent to Shopify', () => {
  const documents: string[] = [];
  beforeAll(async () => {
    const holding = sources.filter((file) => /`\s*(query|mutation)\s/.test(readFileSync(file, 'utf8')));
    for (const file of holding) documents.push(...(await documentsOf(file)));
  });

  it('is exported by its module, under a name of its own', () => {
    expect(written.length).toBeGreaterThan(5);
    expect(documents.map(operationIn).sort()).toEqual([...new Set(written)].sort());
    expect(written).toHaveLength(new Set(written).size);
  });

  it.each(SHOPIFY_VERSIONS)('fits the official schema of %s, and uses nothing that Shopify is giving up', (version) => {
    const faults = documents.flatMap((text) =>
      documentFaults(text, version)
        .filter(({ message }) => !(message in ACCEPTED))
        .map(({ kind, message }) => `${operationIn(text)} is ${kind} in ${version}: ${message}`),
    );
    expect(faults).toEqual([]);
  });
});
