import { StandardSchemaValidationPipe, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { mistakesOf, pathOf } from '../config/mistakes.js';
import { badInput } from './problem.js';

/**
 * Checks every `@Body({ schema })`, `@Query({ schema })` and `@Param('id', { schema })` against its zod schema; bound to
 * all routes by the kit. A value that does not fit is a 400 problem with the field and what was expected.
 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      badInput(
        issues.map((issue) => ({
          path: pathOf((issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))),
          expected: issue.message.replace(/^Invalid (input|option): /, ''),
        })),
      ),
  });
}

/** The same as a pipe for one value, where a schema is not known at compile time. */
export class ZodPipe<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: z.ZodType<T>) {}

  transform(value: unknown): T {
    const parsed = this.schema.safeParse(value);
    if (!parsed.success) throw badInput(mistakesOf(parsed.error));
    return parsed.data;
  }
}
