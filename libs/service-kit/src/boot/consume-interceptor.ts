import type { Envelope } from '@backhaul/contracts';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { inSpan } from '../tracing/tracing.js';

/** A span around every `@EventPattern` method, as a child of the one in which the event was published. */
export class ConsumeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'rpc') return next.handle();
    const event = context.switchToRpc().getData<Envelope>();
    const attributes = { 'backhaul.event': event.type, 'backhaul.subject': event.subject };
    return from(
      inSpan(`consume ${event.type}`, { attributes, parent: event.traceparent }, () =>
        lastValueFrom(next.handle(), { defaultValue: undefined }),
      ),
    );
  }
}
