import type { MessageBus } from './message-bus.js';

/**
 * The same bus with a prefix before every topic and group, so that several installations (staging beside production, two
 * test runs) share one cluster without hearing each other.
 */
export function prefixedBus(bus: MessageBus, prefix: string): MessageBus {
  const named = (name: string): string => `${prefix}${name}`;
  return {
    kind: bus.kind,
    ensureTopics: (topics) => bus.ensureTopics(topics.map((topic) => ({ ...topic, name: named(topic.name) }))),
    publish: (topic, messages) => bus.publish(named(topic), messages),
    subscribe: (options) =>
      bus.subscribe({ ...options, group: named(options.group), topics: options.topics.map(named) }),
    ping: () => bus.ping(),
    close: () => bus.close(),
  };
}
