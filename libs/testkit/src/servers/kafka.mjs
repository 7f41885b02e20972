import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kafkaJars } from './kafka-jars.mjs';
import { startKept } from './kept-process.mjs';
import { accepts, choosePort, freePort } from './ports.mjs';
import { takeOver, until } from './processes.mjs';

/**
 * @typedef {object} LocalKafkaOptions
 * @property {string} dir data and log; kept, so that a second start finds the topics
 * @property {number} [port] a free one when left out
 * @property {boolean} [persistent] false: for tests, the folder goes with the broker. True when left out
 * @property {(line: string) => void} [log]
 */

/**
 * @typedef {object} LocalKafka
 * @property {string[]} brokers
 * @property {() => Promise<void>} stop
 */

/**
 * Starts an Apache Kafka of one node (KRaft) on 127.0.0.1 from its jars, and waits until it accepts connections. It stops
 * with this process, also after kill -9.
 * @param {LocalKafkaOptions} o
 * @returns {Promise<LocalKafka>}
 */
export async function startLocalKafka(o) {
  const starting = await launchLocalKafka(o);
  await starting.ready;
  return { brokers: starting.brokers, stop: starting.stop };
}

/**
 * The same without waiting: the address is known before the broker answers.
 * @param {LocalKafkaOptions} o
 * @returns {Promise<LocalKafka & { ready: Promise<void> }>}
 */
export async function launchLocalKafka(o) {
  const log = o.log ?? (() => undefined);
  const jars = await kafkaJars(log);
  const dir = resolve(o.dir);
  const persistent = o.persistent ?? true;
  const ownerFile = `${dir}.owner.json`;
  await takeOver({ what: 'The Kafka', dir, ownerFile, signal: 'SIGTERM' });
  const port = await choosePort('Kafka', o.port);
  const config = writeConfig(dir, port, await freePort());
  if (!existsSync(join(dir, 'data', 'meta.properties'))) format(jars, config, dir);
  const logFile = join(dir, 'kafka.log');
  writeFileSync(logFile, '');
  const server = await startKept({
    command: 'java',
    args: ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', join(jars, '*'), 'kafka.Kafka', config],
    cwd: dir,
    env: {},
    identity: {},
    logFile,
    ownerFile,
    stopSignal: persistent ? 'SIGTERM' : 'SIGKILL',
    stopWithinMs: 4000,
    removeAfter: persistent ? [] : [dir],
  });
  const ready = untilReady(server, port).then(() => log(`Kafka listens on 127.0.0.1:${port}`));
  ready.catch(() => undefined);
  return { brokers: [`127.0.0.1:${port}`], ready, stop: () => server.stop() };
}

/**
 * @param {import('./kept-process.mjs').KeptProcess} server
 * @param {number} port
 */
async function untilReady(server, port) {
  const decided = await until(async () => server.ended() !== undefined || (await accepts(port)), 60_000);
  if (decided && server.ended() === undefined) return;
  await server.stop();
  throw new Error(`Kafka did not start: ${decided ? server.ended() : 'no answer within 60 s'}`);
}

/**
 * @param {string} jars
 * @param {string} config
 * @param {string} dir
 */
function format(jars, config, dir) {
  // A start that was cut short while formatting leaves a folder without its mark.
  rmSync(join(dir, 'data'), { recursive: true, force: true });
  const id = randomBytes(16).toString('base64url');
  const args = ['-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', join(jars, '*')];
  const made = spawnSync('java', [...args, 'kafka.tools.StorageTool', 'format', '-t', id, '-c', config], {
    encoding: 'utf8',
  });
  if (made.status !== 0)
    throw new Error(`Could not format the storage of Kafka in ${dir}:\n${made.stderr}${made.stdout}`);
}

/**
 * @param {string} dir
 * @param {number} port
 * @param {number} controllerPort
 */
function writeConfig(dir, port, controllerPort) {
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
