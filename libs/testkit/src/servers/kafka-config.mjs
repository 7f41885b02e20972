import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the properties of a single node that is broker and controller.
 * @param {string} dir
 * @param {number} port
 * @param {number} controllerPort
 */
export function writeConfig(dir, port, controllerPort) {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'server.properties');
  const lines = Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': join(dir, 'data'),
    'num.partitions': 12,
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    'offsets.topic.num.partitions': 5,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 3,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // A topic costs 12 partitions with an index file each; the default of 10 MB for each would fill a small disk.
    'log.index.size.max.bytes': 1048576,
  });
  writeFileSync(file, lines.map(([name, value]) => `${name}=${value}\n`).join(''));
  return file;
}
