import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiToken, Role } from '../config/service-config.js';
import { forbidden, unauthorized } from './problem.js';
import { allows, PUBLIC, ROLES, type Caller } from './roles.js';

/** SHA-256 of a token as hex: what the configuration holds instead of the token. */
export function tokenHash(token: string | Buffer): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Lets a request through when its bearer token has a role that the route allows. */
export class TokenGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: readonly ApiToken[],
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true) return true;
    const request = context.switchToHttp().getRequest<Request & { caller?: Caller }>();
    const caller = this.callerOf(request.header('authorization'));
    const needed = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, targets) ?? [];
    if (!needed.some((role) => allows(caller.role, role))) {
      throw forbidden(`This needs the role ${needed.join(' or ')}; the token ${caller.name} has ${caller.role}.`);
    }
    request.caller = caller;
    return true;
  }

  private callerOf(header: string | undefined): Caller {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) throw unauthorized('Send an API token: "Authorization: Bearer <token>".');
    const given = Buffer.from(tokenHash(token), 'hex');
    // Every token is compared, each in constant time, so that the answer's time tells nothing.
    const matches = this.tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given));
    const match = matches[0];
    if (match === undefined) throw unauthorized('The API token is not known.');
    return { name: match.name, role: match.role };
  }
}
