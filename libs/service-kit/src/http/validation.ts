import { StandardSchemaValidationPipe } from '@nestjs/common';
import { pathOf } from '../config/mistakes.js';
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
