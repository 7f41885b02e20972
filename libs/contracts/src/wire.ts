import { definitionOf, isEventType, type AnyEnvelope, type Envelope } from './envelope.js';
import { BackhaulError } from './error.js';

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
 * Message to envelope, checked against the schema of its type and version.
 * @throws BackhaulError ENVELOPE_INCOMPLETE, EVENT_TYPE_UNKNOWN, EVENT_VERSION_UNKNOWN, NOT_JSON or EVENT_SCHEMA_MISMATCH; none is retryable.
 */
export function decodeEnvelope(message: WireMessage): AnyEnvelope {
  const attributes = readAttributes(message.headers);
  const { type } = attributes;
  if (!isEventType(type)) throw new BackhaulError('EVENT_TYPE_UNKNOWN', `no event is called ${type}`);
  const definition = definitionOf(type);
  const schemaVersion = readVersion(message.headers['ce_dataschema']);
  if (schemaVersion !== definition.version) {
    throw new BackhaulError(
      'EVENT_VERSION_UNKNOWN',
      `${type} version ${schemaVersion} is not known; we read version ${definition.version}`,
    );
  }
  const parsed = definition.schema.safeParse(parseJson(message.value));
  if (!parsed.success) {
    throw new BackhaulError('EVENT_SCHEMA_MISMATCH', `${type} does not fit its schema`, {
      details: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message })),
    });
  }
  const traceparent = message.headers['ce_traceparent'];
  const envelope = { ...attributes, type, schemaVersion, data: parsed.data };
  // The schema of this very type was applied above; the compiler cannot follow the look-up.
  return (traceparent === undefined ? envelope : { ...envelope, traceparent }) as AnyEnvelope;
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
