import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

/** Whoever finds a held return finds its page: a section for each reason that the published event can give. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const schema = JSON.parse(read('libs/contracts/generated/schemas/ReturnHeld.v1.json'));
const kinds: string[] = schema.properties.reasons.items.properties.kind.enum;
const sections = read('docs/holds.md')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ kind: text.slice(0, text.indexOf('\n')), text }));

describe('the page of held returns', () => {
  it('has a section for every reason, and for no other', () => {
    expect(sections.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  });

  it.each(sections)('says what to do about $kind', ({ text }) => {
    const parts = [...text.matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, name]) => name);
    expect(parts).toEqual(['You see:', 'Why:', 'Do:', 'Then:']);
  });
});
