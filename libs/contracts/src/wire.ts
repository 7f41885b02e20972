import { definitionOf, isEventType, type AnyEnvelope, type Envelope } from './envelope.js';
import { BackhaulError } from './error.js';
import { schemasOf, upcastsOf, type EventDefinition } from './schema/define-event.js';
import { requireKnownVersion, upcast } from './schema/upcast.js';

/** A message as it lies on the bus. */
export interface WireMessage {
  key: string | null;
  headers: Record<string, string>;
  value: string | null;
}

/** Header name of each envelope attribute (CloudEvents Kafka binding, binary mode). */
const headerOf = {
  id: 'ce_id',
  source: 'ce_source',
  type: 'ce_type',
  subject: 'ce_subject',
  time: 'ce_time',
  recordedAt: 'ce_recordedtime',
  partitionKey: 'ce_partitionkey',
  merchantId: 'ce_merchantid',
  correlationId: 'ce_correlationid',
  causationId: 'ce_causationid',
} as const;

const schemaUri = (type: string, version: number): string => `/schemas/${type}.v${version}.json`;

/** Envelope to message: attributes become headers, data becomes the JSON value, the key is the partition key. */
export function encodeEnvelope(envelope: Envelope): { key: string; headers: Record<string, string>; value: string } {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    'content-type': 'application/json',
    ce_dataschema: schemaUri(envelope.type, envelope.schemaVersion),
  };
  for (const [attribute, header] of Object.entries(headerOf)) {
    headers[header] = String(envelope[attribute as keyof typeof headerOf]);
  }
  if (envelope.traceparent !== undefined) headers['ce_traceparent'] = envelope.traceparent;
  return { key: envelope.partitionKey, headers, value: JSON.stringify(envelope.data) };
}

/**
 * Message to envelope: checked against the schema of its type and version, then brought to today's version.
 * @throws BackhaulError ENVELOPE_INCOMPLETE, EVENT_TYPE_UNKNOWN, EVENT_VERSION_UNKNOWN, NOT_JSON or EVENT_SCHEMA_MISMATCH; none is retryable.
 */
export function decodeEnvelope(message: WireMessage): AnyEnvelope {
  const attributes = readAttributes(message.headers);
  const { type } = attributes;
  if (!isEventType(type)) throw new BackhaulError('EVENT_TYPE_UNKNOWN', `no event is called ${type}`);
  const definition = definitionOf(type);
  const published = readVersion(message.headers['ce_dataschema']);
  requireKnownVersion(type, published, definition.version);
  const data = checked(definition, published, parseJson(message.value));
  const traceparent = message.headers['ce_traceparent'];
  const envelope = { ...attributes, type, schemaVersion: published, data };
  // The schema of this very type was applied above; the compiler cannot follow the look-up.
  return upToDate((traceparent === undefined ? envelope : { ...envelope, traceparent }) as AnyEnvelope);
}

/**
 * An envelope that was kept as it came, in today's version of its event.
 * @throws BackhaulError EVENT_VERSION_UNKNOWN
 */
export function upToDate(kept: AnyEnvelope): AnyEnvelope {
  const definition = definitionOf(kept.type);
  const data = upcast(kept.type, upcastsOf(definition), kept.schemaVersion, kept.data);
  return { ...kept, schemaVersion: definition.version, data } as AnyEnvelope;
}

function checked(definition: EventDefinition, version: number, value: unknown): unknown {
  const parsed = schemasOf(definition)[version - 1]?.safeParse(value);
  if (parsed?.success === true) return parsed.data;
  throw new BackhaulError('EVENT_SCHEMA_MISMATCH', `${definition.type} does not fit its schema`, {
    details: parsed?.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message })),
  });
}

function readAttributes(headers: Record<string, string>): Record<keyof typeof headerOf, string> {
  const missing = Object.values(headerOf).filter((header) => !headers[header]);
  if (missing.length > 0) {
    throw new BackhaulError('ENVELOPE_INCOMPLETE', `the message lacks the headers ${missing.join(', ')}`);
  }
  const entries = Object.entries(headerOf).map(([attribute, header]) => [attribute, headers[header] ?? '']);
  return Object.fromEntries(entries) as Record<keyof typeof headerOf, string>;
}

function readVersion(dataschema: string | undefined): number {
  const match = /\.v(\d+)\.json$/.exec(dataschema ?? '');
  if (match?.[1] === undefined)
    throw new BackhaulError('ENVELOPE_INCOMPLETE', 'the message lacks a versioned ce_dataschema header');
  return Number(match[1]);
}

function parseJson(value: string | null): unknown {
  try {
    return JSON.parse(value ?? '');
  } catch (cause) {
    throw new BackhaulError('NOT_JSON', 'the value of the message is not JSON', { cause });
  }
}
