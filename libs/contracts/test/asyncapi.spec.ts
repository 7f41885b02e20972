import { describe, expect, it } from '@jest/globals';
import { definitionOf, eventTypes, serviceNames, topicOf } from '../src/index.js';
import { asyncApi } from '../src/generate/asyncapi.js';
import { documents } from '../src/generate/documents.js';
import { isObject, type JsonObject } from '../src/generate/json.js';

const document = asyncApi();
const files = documents();

/** The value at a JSON pointer; undefined when nothing is there. */
function resolve(pointer: string): unknown {
  const names = pointer.split('/').slice(1);
  return names.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), document);
}

function object(pointer: string): JsonObject {
  const found = resolve(pointer);
  if (!isObject(found)) throw new Error(`${pointer} is no object`);
  return found;
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === '$ref' ? [String(inner)] : references(inner)));
}

describe('the AsyncAPI document', () => {
  it('is of version 3.0.0, with the members that the specification requires', () => {
    expect(document['asyncapi']).toBe('3.0.0');
    expect(resolve('#/info/title')).toEqual(expect.any(String));
    expect(resolve('#/info/version')).toEqual(expect.any(String));
    for (const operation of Object.values(object('#/operations'))) {
      expect(operation).toMatchObject({
        action: expect.stringMatching(/^(send|receive)$/),
        channel: { $ref: expect.any(String) },
      });
    }
  });

  it('has no reference that leads nowhere', () => {
    const all = references(document);
    const dangling = all.filter((ref) => (ref.startsWith('#') ? resolve(ref) === undefined : !files.has(ref.slice(2))));
    expect(all.length).toBeGreaterThan(0);
    expect(dangling).toEqual([]);
  });

  it.each(serviceNames)('has the topic of %s as a channel, keyed and with its partitions', (service) => {
    expect(resolve(`#/channels/${service}`)).toMatchObject({
      address: topicOf(service),
      bindings: { kafka: { partitions: 12 } },
    });
  });

  it.each(serviceNames)('lets %s send exactly what it publishes, and lets others receive it', (service) => {
    const published = eventTypes.filter((type) => definitionOf(type).publishers.includes(service)).sort();
    const channelMessages = published.map((type) => ({ $ref: `#/channels/${service}/messages/${type}` }));
    expect(Object.keys(object(`#/channels/${service}/messages`)).sort()).toEqual(published);
    for (const action of ['send', 'receive']) {
      expect(resolve(`#/operations/${action}-${service}`)).toMatchObject({
        action,
        channel: { $ref: `#/channels/${service}` },
        messages: channelMessages,
      });
    }
  });

  it.each(eventTypes)('describes %s with its payload, key, headers and publishers', (type) => {
    const { version, publishers } = definitionOf(type);
    expect(resolve(`#/components/messages/${type}`)).toMatchObject({
      name: type,
      payload: { $ref: `./schemas/${type}.v${version}.json` },
      bindings: { kafka: { key: { type: 'string' } } },
      headers: { properties: { ce_type: { const: type } } },
      description: expect.stringContaining(`Published by ${publishers.join(', ')}.`),
    });
  });
});
