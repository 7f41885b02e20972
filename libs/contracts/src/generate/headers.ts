import { schemaFile } from './event-schema.js';
import type { JsonObject } from './json.js';

const text = (description: string): JsonObject => ({ type: 'string', minLength: 1, description });
const instant = (description: string): JsonObject => ({ type: 'string', format: 'date-time', description });

/** The CloudEvents 1.0 attributes of every message, as Kafka headers (binary mode). */
export const cloudEventHeaders: JsonObject = {
  type: 'object',
  description: 'CloudEvents 1.0, Kafka binding, binary mode.',
  properties: {
    'content-type': { type: 'string', const: 'application/json' },
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: text('Event id, a UUID; the same in every repetition.'),
    ce_source: text('/backhaul/<service>'),
    ce_type: text('Name of the event.'),
    ce_subject: text('Return id; <merchant>-order-<order id> where no return is known.'),
    ce_time: instant('When it happened.'),
    ce_recordedtime: instant('When the publishing service learned of it.'),
    ce_dataschema: text("Schema of the value, with the event's version."),
    ce_partitionkey: text('Merchant and original Shopify order; equals the message key.'),
    ce_merchantid: text('The merchant.'),
    ce_correlationid: text('The same for all that one cause set off.'),
    ce_causationid: text('Id of the message or command that led to it.'),
    ce_traceparent: text('W3C trace context, when the publisher had one.'),
  },
  required: [
    ...['ce_causationid', 'ce_correlationid', 'ce_dataschema', 'ce_id', 'ce_merchantid', 'ce_partitionkey'],
    ...['ce_recordedtime', 'ce_source', 'ce_specversion', 'ce_subject', 'ce_time', 'ce_type', 'content-type'],
  ],
};

/** The headers of one event: those of every message, with its own type and schema. */
export function headersOf(type: string, version: number): JsonObject {
  return {
    type: 'object',
    allOf: [{ $ref: '#/components/schemas/CloudEventHeaders' }],
    properties: {
      ce_type: { type: 'string', const: type },
      ce_dataschema: { type: 'string', const: `/${schemaFile(type, version)}` },
    },
  };
}
