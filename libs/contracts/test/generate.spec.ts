import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { documents } from '../src/generate/documents.js';
import { check, generate } from '../src/generate/run.js';

const file = 'schemas/ReturnFlagged.v1.json';
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'contracts-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** The catalogue with another schema of ReturnFlagged. */
function changed(flaggedAt: unknown): ReadonlyMap<string, string> {
  const schema = JSON.parse(documents().get(file) ?? '') as { properties: Record<string, unknown> };
  schema.properties['flaggedAt'] = flaggedAt;
  return new Map([...documents(), [file, JSON.stringify(schema)]]);
}

describe('contracts:generate', () => {
  it('writes every file once, and the same bytes each time', () => {
    expect(generate(directory, documents()).ok).toBe(true);
    expect(check(directory, documents())).toEqual({ ok: true, lines: [expect.stringContaining('up to date')] });
    expect(generate(directory, documents()).lines).toEqual([expect.stringMatching(/^0 of/)]);
    expect(readFileSync(join(directory, file), 'utf8')).toMatch(/[^\n]\n$/);
  });

  it('checks without writing', () => {
    const elsewhere = join(directory, 'nowhere');
    const { ok, lines } = check(elsewhere, documents());
    expect(ok).toBe(false);
    expect(lines).toContain(`libs/contracts/generated/${file}: missing`);
    expect(lines.at(-1)).toBe('run: npm run contracts:generate');
    expect(() => statSync(elsewhere)).toThrow();
  });

  it('replaces what is stale', () => {
    generate(directory, changed({ type: ['string', 'null'] }));
    expect(check(directory, documents()).lines[0]).toContain('stale; the change breaks no consumer');
    expect(generate(directory, documents()).ok).toBe(true);
    expect(readFileSync(join(directory, file), 'utf8')).toBe(documents().get(file));
  });

  it('refuses a break, and then writes nothing at all', () => {
    generate(directory, documents());
    writeFileSync(join(directory, 'asyncapi.json'), '{}');
    const refused = generate(directory, changed({ type: ['string', 'null'] }));
    expect(refused.ok).toBe(false);
    expect(refused.lines.join('\n')).toContain('raise the version of ReturnFlagged to 2');
    expect(refused.lines.at(-1)).toBe('nothing was written');
    expect(readFileSync(join(directory, file), 'utf8')).toBe(documents().get(file));
    expect(readFileSync(join(directory, 'asyncapi.json'), 'utf8')).toBe('{}');
  });
});
