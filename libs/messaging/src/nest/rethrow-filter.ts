import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/**
 * Lets a handler's error through as it is. Nest's own filter logs it and hands on `{ status: 'error', message: 'Internal server
 * error' }` instead, so that nobody could tell a conflict, which is tried again, from a bug, which parks the key.
 */
@Catch()
export class RethrowFilter implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
