import { busBreakingChanges } from './bus-compatibility.js';
import { breakingChanges, type BreakingChange } from './compatibility.js';
import type { Files } from './documents.js';

/** What is wrong with the checked-in files. `rewrite`: generating puts it right. `person`: somebody has to decide. */
export interface Finding {
  readonly remedy: 'rewrite' | 'person';
  readonly file: string;
  readonly text: string;
}

/** Compares what the catalogue generates with what is checked in. Pure. */
export function review(generated: Files, checkedIn: Files): Finding[] {
  const current = [...generated].flatMap(([file, content]) => reviewFile(file, content, checkedIn.get(file)));
  const others = [...checkedIn.keys()].filter((file) => !generated.has(file));
  const history = [...generated.keys()].flatMap((file) => missingHistory(file, checkedIn));
  const findings = [...current, ...history, ...others.flatMap((file) => reviewOther(file, generated))];
  return findings.sort((left, right) => (left.file < right.file ? -1 : 1));
}

function reviewFile(file: string, content: string, checkedIn: string | undefined): Finding[] {
  if (checkedIn === content) return [];
  if (checkedIn === undefined) return [{ remedy: 'rewrite', file, text: 'missing' }];
  const before = parse(checkedIn);
  if (before === undefined) return [{ remedy: 'person', file, text: 'is not JSON: restore it from version control' }];

  const schema = schemaName(file);
  const after: unknown = JSON.parse(content);
  const breaks = schema === undefined ? busBreakingChanges(before, after) : breakingChanges(before, after);
  if (breaks.length === 0) return [{ remedy: 'rewrite', file, text: 'stale; the change breaks no consumer' }];
  return [{ remedy: 'person', file, text: refusal(breaks, schema) }];
}

function refusal(breaks: readonly BreakingChange[], schema: SchemaName | undefined): string {
  const lines = breaks.map(({ path, change }) => `    ${path === '' ? 'the data' : path} ${change}`);
  const way =
    schema === undefined
      ? 'keep it as it was, or delete this file and generate anew once no consumer awaits it'
      : `raise the version of ${schema.type} to ${schema.version + 1}, or keep what version ${schema.version} promised`;
  return ['would break consumers', ...lines, `    => ${way}`].join('\n');
}

/** Stored events keep the version they were written with, so its schema stays readable for good. */
function missingHistory(file: string, checkedIn: Files): Finding[] {
  const schema = schemaName(file);
  if (schema === undefined) return [];
  const older = Array.from({ length: schema.version - 1 }, (_, index) =>
    file.replace(/\d+\.json$/, `${index + 1}.json`),
  );
  const text = 'a schema of an older version is gone: restore it from version control, it is never deleted';
  return older.filter((name) => !checkedIn.has(name)).map((name) => ({ remedy: 'person', file: name, text }));
}

function reviewOther(file: string, generated: Files): Finding[] {
  const schema = schemaName(file);
  if (schema === undefined) return [{ remedy: 'person', file, text: 'superfluous: delete it' }];

  const current = [...generated.keys()].map(schemaName).find((other) => other?.type === schema.type);
  if (current === undefined) {
    const text = `${schema.type} is not in the catalogue: put it back, or delete this file once no consumer awaits it`;
    return [{ remedy: 'person', file, text }];
  }
  if (schema.version < current.version) return [];
  const text = `the catalogue has ${schema.type} at version ${current.version}: raise it again, or delete this file if it was never published`;
  return [{ remedy: 'person', file, text }];
}

interface SchemaName {
  readonly type: string;
  readonly version: number;
}

function schemaName(file: string): SchemaName | undefined {
  const [, type, version] = /^schemas\/(\w+)\.v([1-9]\d*)\.json$/.exec(file) ?? [];
  return type === undefined ? undefined : { type, version: Number(version) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
