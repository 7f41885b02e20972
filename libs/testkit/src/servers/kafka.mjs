import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeConfig } from './kafka-config.mjs';
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
  try {
    const config = writeConfig(dir, port, await freePort());
    if (!existsSync(join(dir, 'data', 'meta.properties'))) format(jars, config, dir);
    const server = await startKept(broker({ jars, dir, config, ownerFile, persistent }));
    const ready = untilReady(server, port).then(() => log(`Kafka listens on 127.0.0.1:${port}`));
    ready.catch(() => undefined);
    return { brokers: [`127.0.0.1:${port}`], ready, stop: () => server.stop() };
  } catch (error) {
    if (!persistent) rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

/**
 * @param {{ jars: string, dir: string, config: string, ownerFile: string, persistent: boolean }} o
 * @returns {Parameters<typeof startKept>[0]}
 */
function broker(o) {
  const logFile = join(o.dir, 'kafka.log');
  writeFileSync(logFile, '');
  const jvm = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  return {
    command: 'java',
    args: [...jvm, '-cp', join(o.jars, '*'), 'kafka.Kafka', o.config],
    cwd: o.dir,
    env: {},
    identity: {},
    logFile,
    ownerFile: o.ownerFile,
    stopSignal: o.persistent ? 'SIGTERM' : 'SIGKILL',
    stopWithinMs: 4000,
    removeAfter: o.persistent ? [] : [o.dir],
  };
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
  const args = ['-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', join(jars, '*')];
  const made = spawnSync('java', [...args, 'kafka.tools.StorageTool', 'format', '-t', clusterId(), '-c', config], {
    encoding: 'utf8',
  });
  if (made.status !== 0)
    throw new Error(`Could not format the storage of Kafka in ${dir}:\n${made.stderr}${made.stdout}`);
}

/** Like Kafka's own ids: one that begins with a dash would be read as an option. */
function clusterId() {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? `A${id.slice(1)}` : id;
}
