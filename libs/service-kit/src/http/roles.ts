import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '../config/service-config.js';

export const ROLES = 'backhaul:roles';
export const PUBLIC = 'backhaul:public';

/** Who calls: the name and the role of the API token. */
export interface Caller {
  name: string;
  role: Role;
}

/** viewer may read; operator and finance are separate powers that both read; admin may do all. */
export function allows(has: Role, needs: Role): boolean {
  return has === needs || has === 'admin' || needs === 'viewer';
}

/** The route asks for a token with one of these roles. A route with neither `@Roles` nor `@Public` is refused. */
export const Roles = (...roles: Role[]) =>
  applyDecorators(SetMetadata(ROLES, roles), ApiBearerAuth(), ApiExtension('x-roles', roles));

/** The route needs no token: a webhook, which proves itself by its signature, or a health check. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The caller, in a route with `@Roles`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = context.switchToHttp().getRequest<{ caller?: Caller }>().caller;
  if (caller === undefined) throw new Error('@CurrentCaller needs a route with @Roles');
  return caller;
});
