import { definitionOf, eventTypes, type EventType } from '../envelope.js';
import { serviceNames, topicOf, TOPIC_PARTITIONS, type ServiceName } from '../topics.js';
import { cloudEventHeaders, headersOf } from './headers.js';
import { schemaFile } from './event-schema.js';
import type { JsonObject } from './json.js';

const bindingVersion = '0.5.0';
const ref = (pointer: string): JsonObject => ({ $ref: pointer });

/** AsyncAPI 3 document of the bus: a channel per publishing service, a message per event, who sends what. */
export function asyncApi(): JsonObject {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Backhaul events',
      version: '1.0.0',
      description:
        "What Backhaul's services tell one another about a merchant's returns. Each event carries the version of its own schema. " +
        'Events of one order family keep their order within a topic; between topics there is no order.',
    },
    defaultContentType: 'application/json',
    channels: perService(channel),
    operations: { ...perService(sending, 'send-'), ...perService(receiving, 'receive-') },
    components: {
      messages: Object.fromEntries(eventTypes.map((type) => [type, message(type)])),
      schemas: { CloudEventHeaders: cloudEventHeaders },
    },
  };
}

function channel(service: ServiceName): JsonObject {
  return {
    address: topicOf(service),
    title: `Events of ${service}`,
    description: `Published by ${service} alone.`,
    messages: Object.fromEntries(publishedBy(service).map((type) => [type, ref(`#/components/messages/${type}`)])),
    bindings: { kafka: { topic: topicOf(service), partitions: TOPIC_PARTITIONS, bindingVersion } },
  };
}

function sending(service: ServiceName): JsonObject {
  return operation('send', service, `What ${service} publishes.`);
}

function receiving(service: ServiceName): JsonObject {
  return operation('receive', service, `What any consumer of ${topicOf(service)} meets, at least once each.`);
}

function operation(action: 'send' | 'receive', service: ServiceName, summary: string): JsonObject {
  return {
    action,
    channel: ref(`#/channels/${service}`),
    summary,
    messages: publishedBy(service).map((type) => ref(`#/channels/${service}/messages/${type}`)),
  };
}

function message(type: EventType): JsonObject {
  const { version, summary, publishers } = definitionOf(type);
  return {
    name: type,
    title: `${type}, version ${version}`,
    summary,
    description: `Published by ${publishers.join(', ')}.${older(version)}`,
    contentType: 'application/json',
    headers: headersOf(type, version),
    payload: ref(`./${schemaFile(type, version)}`),
    bindings: {
      kafka: {
        key: { type: 'string', description: 'Merchant and original Shopify order; equals ce_partitionkey.' },
        bindingVersion,
      },
    },
  };
}

/** Topics keep what was published before a version was raised. */
function older(version: number): string {
  return version === 1 ? '' : ` Messages of versions below ${version} may still lie on the topic.`;
}

function publishedBy(service: ServiceName): EventType[] {
  return eventTypes.filter((type) => definitionOf(type).publishers.includes(service)).sort();
}

function perService(describe: (service: ServiceName) => JsonObject, prefix = ''): JsonObject {
  return Object.fromEntries(serviceNames.map((service) => [`${prefix}${service}`, describe(service)]));
}
