import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const texts = {
  400: 'A parameter does not fit; `errors` says which and what was expected.',
  401: 'No API token, or one that is not known.',
  403: 'The token lacks the role.',
  404: 'Nothing is known under this id.',
  503: 'What this reads is being built after an upgrade.',
} as const;

/** Documents the problem details (RFC 9457) that a route may answer. */
export const ProblemResponses = (...statuses: (keyof typeof texts)[]) =>
  applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: texts[status],
        content: { 'application/problem+json': { schema: { type: 'object' } } },
      }),
    ),
  );
