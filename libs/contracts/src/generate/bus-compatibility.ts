import { breakingChanges, type BreakingChange } from './compatibility.js';
import { isObject, type JsonObject } from './json.js';

/**
 * What a consumer of the bus may now miss between two AsyncAPI documents of ours: a topic, an event on a topic, a header.
 * Payloads are not looked at: each has its schema file.
 */
export function busBreakingChanges(before: unknown, after: unknown): BreakingChange[] {
  const channels = Object.keys(at(before, 'channels'));
  return [
    ...channels.flatMap((name) => channelBreaks(name, at(before, 'channels', name), at(after, 'channels', name))),
    ...headerBreaks(before, after),
  ];
}

function channelBreaks(name: string, before: JsonObject, after: JsonObject): BreakingChange[] {
  if (before['address'] !== after['address']) {
    return [{ path: `topic ${String(before['address'])}`, change: `is gone: ${name} no longer publishes there` }];
  }
  const path = `topic ${String(before['address'])}`;
  const partitions = (channel: JsonObject): unknown => at(channel, 'bindings', 'kafka')['partitions'];
  const moved = partitions(before) !== partitions(after);
  const gone = Object.keys(at(before, 'messages')).filter((type) => !(type in at(after, 'messages')));
  return [
    ...(moved
      ? [{ path, change: 'has another number of partitions: keys move, and with them their order is lost' }]
      : []),
    ...gone.map((type) => ({ path, change: `no longer carries ${type}` })),
  ];
}

function headerBreaks(before: unknown, after: unknown): BreakingChange[] {
  const headers = (document: unknown): JsonObject => at(document, 'components', 'schemas', 'CloudEventHeaders');
  return breakingChanges(headers(before), headers(after)).map(({ path, change }) => ({
    path: `header ${path}`,
    change,
  }));
}

/** The object at that place; an empty one when there is none. */
function at(value: unknown, ...names: readonly string[]): JsonObject {
  const found = names.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
  return isObject(found) ? found : {};
}
