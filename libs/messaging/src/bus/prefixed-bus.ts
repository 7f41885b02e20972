import type { MessageBus } from './message-bus.js';

/**
 * The same bus with a prefix before every topic, group and publisher, so that several installations (staging beside production, two
 * test runs) share one cluster without hearing each other.
 */
export function prefixedBus(bus: MessageBus, prefix: string): MessageBus {
  const named = (name: string): string => `${prefix}${name}`;
  return {
    kind: bus.kind,
    ensureTopics: (topics) => bus.ensureTopics(topics.map((topic) => ({ ...topic, name: named(topic.name) }))),
    publisher: async (name) => {
      const publisher = await bus.publisher(named(name));
      return {
        publish: (topic, messages) => publisher.publish(named(topic), messages),
        close: () => publisher.close(),
      };
    },
    subscribe: (options) =>
      bus.subscribe({ ...options, group: named(options.group), topics: options.topics.map(named) }),
    ping: () => bus.ping(),
    close: () => bus.close(),
  };
}
