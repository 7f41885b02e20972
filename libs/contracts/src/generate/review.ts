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
  const current = [...generated].flatMap(([file, content]) => {
    const before = checkedIn.get(file);
    return isEarlier(file, generated) ? reviewEarlier(file, content, before) : reviewFile(file, content, before);
  });
  const others = [...checkedIn.keys()].filter((file) => !generated.has(file));
  const findings = [...current, ...others.flatMap((file) => reviewOther(file, generated))];
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

/**
 * What was published under an earlier version will never be published again, so there is nothing to widen and nothing to
 * narrow: narrowed, it would refuse messages that lie in topics.
 */
function reviewEarlier(file: string, content: string, checkedIn: string | undefined): Finding[] {
  const before = parse(checkedIn ?? content);
  const after: unknown = JSON.parse(content);
  if (before === undefined) return reviewFile(file, content, checkedIn);
  if (breakingChanges(before, after).length + breakingChanges(after, before).length === 0)
    return reviewFile(file, content, checkedIn);
  const text = 'an earlier version is never changed: give it back the schema that it was published with';
  return [{ remedy: 'person', file, text }];
}

function refusal(breaks: readonly BreakingChange[], schema: SchemaName | undefined): string {
  const lines = breaks.map(({ path, change }) => `    ${path === '' ? 'the data' : path} ${change}`);
  const way =
    schema === undefined
      ? 'keep it as it was, or delete this file and generate anew once no consumer awaits it'
      : `raise the version of ${schema.type} to ${schema.version + 1}, or keep what version ${schema.version} promised`;
  return ['would break consumers', ...lines, `    => ${way}`].join('\n');
}

function reviewOther(file: string, generated: Files): Finding[] {
  const schema = schemaName(file);
  if (schema === undefined) return [{ remedy: 'person', file, text: 'superfluous: delete it' }];

  const newest = newestOf(schema.type, generated);
  if (newest === 0) {
    const text = `${schema.type} is not in the catalogue: put it back, or delete this file once no consumer awaits it`;
    return [{ remedy: 'person', file, text }];
  }
  if (schema.version < newest) {
    const text = `${schema.type} no longer reads version ${schema.version}, which lies in topics and streams: give its definition that version back, with the upcaster`;
    return [{ remedy: 'person', file, text }];
  }
  const text = `the catalogue has ${schema.type} at version ${newest}: raise it again, or delete this file if it was never published`;
  return [{ remedy: 'person', file, text }];
}

function isEarlier(file: string, generated: Files): boolean {
  const schema = schemaName(file);
  return schema !== undefined && schema.version < newestOf(schema.type, generated);
}

/** The newest version of an event that is generated; 0 when there is none. */
function newestOf(type: string, generated: Files): number {
  const versions = [...generated.keys()].map(schemaName).filter((schema) => schema?.type === type);
  return Math.max(0, ...versions.map((schema) => schema?.version ?? 0));
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
