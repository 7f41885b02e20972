import { BackhaulError } from '@backhaul/contracts';
import type { z } from 'zod';

/** One thing that is wrong in a configuration or a request. Never carries the value itself, which may be a secret. */
export interface Mistake {
  /** `merchants[0].loop.apiKey` */
  path: string;
  /** `expected string` */
  expected: string;
}

/** `['merchants', 0, 'id']` → `merchants[0].id` */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** All mistakes that zod found, in the order of the document. */
export function mistakesOf(error: z.ZodError): Mistake[] {
  return error.issues.map((issue) => ({ path: pathOf(issue.path), expected: expectedOf(issue.message) }));
}

/** zod says "Invalid input: expected string, received undefined"; a reader wants "expected string, but it is missing". */
function expectedOf(message: string): string {
  return message.replace(/^Invalid (input|option): /, '').replace(/, received undefined$/, ', but it is missing');
}

/** CONFIG_INVALID, with a message that lists every mistake on its own line. */
export function configInvalid(source: string, mistakes: readonly Mistake[]): BackhaulError {
  const lines = mistakes.map(({ path, expected }) => `  ${path === '' ? '(whole file)' : path}: ${expected}`);
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  return new BackhaulError('CONFIG_INVALID', `${source} has ${count}:\n${lines.join('\n')}`, { details: mistakes });
}
