import { context, isSpanContextValid, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';
import { parseTraceparent } from './traceparent.js';

const tracer = () => trace.getTracer('backhaul');

/**
 * Runs `work` inside a span. Without an OpenTelemetry SDK in the process this costs next to nothing and records nothing.
 * `parent` is the traceparent that came with the message or the request.
 */
export async function inSpan<T>(
  name: string,
  options: { attributes?: Attributes; parent?: string | undefined },
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const remote = parseTraceparent(options.parent);
  const base =
    remote === undefined ? context.active() : trace.setSpanContext(context.active(), { ...remote, isRemote: true });
  const span = tracer().startSpan(name, { attributes: options.attributes ?? {} }, base);
  try {
    return await context.with(trace.setSpan(base, span), () => work(span));
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    if (error instanceof Error) span.recordException({ name: error.name, message: error.message });
    throw error;
  } finally {
    span.end();
  }
}

/** W3C traceparent of a span, for an event's metadata; undefined when the span records no trace. */
export function traceparentOf(span: Span): string | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext();
  if (!isSpanContextValid(span.spanContext())) return undefined;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
