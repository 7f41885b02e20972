import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { taskKindsIn } from './support/task-kinds.js';

/** Whoever finds a task on the worklist finds its page: every kind that the code opens has one, and no page tells of another. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');

const sources = [
  'services/loop-gateway/src',
  'services/shopify-gateway/src',
  'services/aims360-adapter/src',
  'services/rlm-adapter/src',
  'services/ledger/src',
  'libs/erp-kit/src',
];
const kinds = [
  ...new Set(
    sources.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .flatMap((name) => taskKindsIn(read(folder, name))),
    ),
  ),
].sort();

const pages = readdirSync(join(root, 'docs/tasks')).filter((name) => name.endsWith('.md') && name !== 'README.md');
const sections = pages.flatMap((page) =>
  read('docs/tasks', page)
    .split(/^## /m)
    .slice(1)
    .map((text) => ({ page, kind: text.slice(0, text.indexOf('\n')), text })),
);
const headings = sections.map(({ kind }) => kind).sort();
const index = read('docs/tasks/README.md');

describe('the pages of tasks', () => {
  it('have a section for every kind that a service can open, and for no other', () => {
    expect(headings).toEqual(kinds);
  });

  it.each(sections)('say what to do about $kind', ({ text }) => {
    const parts = [...text.matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, name]) => name);
    expect(parts).toEqual(['You see:', 'Why:', 'Do:', 'It closes']);
  });

  it('are all in the index, kind by kind', () => {
    const listed = [...index.matchAll(/\[`([^`]+)`\]\(([^)#]+)#([^)]+)\)/g)].map(([, kind, page, anchor]) => ({
      ...{ kind, page, anchor },
    }));
    const wanted = sections.map(({ kind, page }) => ({ kind, page, anchor: kind }));
    const byKind = (one: { kind?: string | undefined }, other: { kind?: string | undefined }): number =>
      String(one.kind).localeCompare(String(other.kind));
    expect(listed.sort(byKind)).toEqual(wanted.sort(byKind));
  });
});

describe('the kinds of a source', () => {
  it.each([
    ['stand in the task', `open({ kind: 'void-rma', title: 'Void it' })`, ['void-rma']],
    ['come from a choice', `const task = { kind: hint ?? (a ? 'amend-order' : 'import-order'), title };`, 2],
    ['come from a constant', `const id = 'read-rma'; open({ id, kind: id, title })`, ['read-rma']],
    [
      'come from a table of wordings',
      `const words = { x: { kind: 'over-receipt', text: 'not-a-kind' } }; open({ kind: words[one].kind, title })`,
      ['over-receipt'],
    ],
    [
      'come from a table that is taken apart',
      `const words = { x: { kind: 'edit-rma' } }; const { id, ...rest } = words[one]; const kind = rest.kind; open({ kind, title })`,
      ['edit-rma'],
    ],
    [
      'are the names under which a table has their titles',
      `const titles = { announce: 'Not taken', 'create-ra': 'Not created' }; const title = hand ?? titles[operation]; open({ kind: operation, title })`,
      ['announce', 'create-ra'],
    ],
    ['are those of refusals', `throw new PersonNeeded('map-item', message)`, ['map-item']],
    ['are not those of other things', `const reason = { kind: 'amount-differs', unitId: null };`, []],
  ])('%s', (_, source, expected) => {
    const found = taskKindsIn(source);
    expect(typeof expected === 'number' ? found.length : found).toEqual(expected);
  });
});
