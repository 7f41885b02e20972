import type { Envelope } from '@backhaul/contracts';
import type { BusContext } from '@backhaul/messaging';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { Metrics } from '../health/metrics.js';
import { inSpan } from '../tracing/tracing.js';
import type { Nudge } from './nudge.js';

/** Around every `@EventPattern` method: a span, a measurement, and a nudge once its transaction has committed. */
export class ConsumeInterceptor implements NestInterceptor {
  constructor(
    private readonly metrics: Metrics,
    private readonly nudge: Nudge,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'rpc') return next.handle();
    const rpc = context.switchToRpc();
    const event = rpc.getData<Envelope>();
    rpc.getContext<BusContext>().afterCommit(this.nudge.all);
    const attributes = { 'backhaul.event': event.type, 'backhaul.subject': event.subject };
    return from(
      inSpan(`consume ${event.type}`, { attributes, parent: event.traceparent }, () =>
        this.#measured(event.type, () => lastValueFrom(next.handle(), { defaultValue: undefined })),
      ),
    );
  }

  async #measured(type: string, work: () => Promise<unknown>): Promise<unknown> {
    const done = this.metrics.consumed.startTimer({ type });
    try {
      const result = await work();
      done({ outcome: 'done' });
      return result;
    } catch (error) {
      done({ outcome: 'failed' });
      throw error;
    }
  }
}
