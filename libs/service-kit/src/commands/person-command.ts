import { applyDecorators, createParamDecorator, HttpCode, type ExecutionContext } from '@nestjs/common';
import { ApiConflictResponse, ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import type { Cause } from '../aggregate/cause.js';
import type { Role } from '../config/service-config.js';
import { mistakesOf } from '../config/mistakes.js';
import { badInput } from '../http/problem.js';
import { Roles, type Caller } from '../http/roles.js';

/** What the body of every command of a person has: extend it with what the command needs. */
export const reasoned = z.object({
  reason: z
    .string()
    .trim()
    .min(3)
    .max(500)
    .meta({ description: 'Why; kept for good.', examples: ['Agreed with the store on 3 March.'] }),
});

/** What a person asks a service to do. */
export interface PersonCommand {
  /** Name of the API token. */
  readonly by: string;
  readonly role: Role;
  /** `PUT /mappings/northfold/reason/Too%20small` */
  readonly action: string;
  /** From the path or the body; null for a command that concerns no merchant in particular. */
  readonly merchantId: string | null;
  readonly idempotencyKey: string;
  readonly reason: string;
  readonly body: unknown;
}

/** Names the merchant, in the path or in the body. */
const aboutMerchant = z.object({ merchant: z.string() });
const KEY = /^[\x21-\x7e]{8,200}$/;
const KEY_HELP =
  'Send the header Idempotency-Key: 8 to 200 visible characters, such as a UUID. Choose a new one for each thing that ' +
  'you want done, and the same one again when you repeat a request whose answer you did not get.';

/** The route takes a command of a person with one of these roles, once per `Idempotency-Key`. Answers 200. */
export const CommandRoute = (...roles: Role[]) =>
  applyDecorators(
    Roles(...roles),
    HttpCode(200),
    ApiHeader({ name: 'Idempotency-Key', required: true, description: KEY_HELP }),
    ApiConflictResponse({
      description:
        'IDEMPOTENCY_KEY_REUSED: the key belongs to another request. COMMAND_RUNNING: the first one is still running; ' +
        'send the same again a moment later.',
    }),
  );

/** The command, in a route with `@CommandRoute`. 400 without a key or a reason. */
export const CurrentCommand = createParamDecorator((_: unknown, context: ExecutionContext): PersonCommand => {
  const request = context.switchToHttp().getRequest<Request & { caller?: Caller }>();
  const { caller, method, path, params } = request;
  const body: unknown = request.body;
  if (caller === undefined) throw new Error('@CurrentCommand needs a route with @CommandRoute');
  const about = aboutMerchant.safeParse(params).data ?? aboutMerchant.safeParse(body).data;
  return {
    by: caller.name,
    role: caller.role,
    action: `${method} ${path}`,
    merchantId: about?.merchant ?? null,
    idempotencyKey: keyOf(request.header('idempotency-key')),
    reason: reasonOf(body),
    body,
  };
});

/** The cause of what a person's command leads to. */
export function causeOfCommand(
  { by, idempotencyKey }: PersonCommand,
  about: Pick<Cause, 'merchantId' | 'subject' | 'partitionKey'>,
): Cause {
  const { merchantId, subject, partitionKey } = about;
  return {
    merchantId,
    subject,
    partitionKey,
    correlationId: subject,
    causationId: `command:${idempotencyKey}`,
    actor: by,
  };
}

function keyOf(header: string | undefined): string {
  if (header !== undefined && KEY.test(header)) return header;
  throw badInput([{ path: 'Idempotency-Key', expected: 'expected 8 to 200 visible characters' }], KEY_HELP);
}

function reasonOf(body: unknown): string {
  const parsed = reasoned.safeParse(body ?? {});
  if (parsed.success) return parsed.data.reason;
  throw badInput(mistakesOf(parsed.error), 'Say why, in `reason`: 3 to 500 characters. It is kept with what you did.');
}
