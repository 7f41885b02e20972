import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { stopAsked, type Host } from '../src/stop-asked.js';
import { Teardown } from '../src/teardown.js';

describe('a stop', () => {
  it('ends what was started last first', async () => {
    const stopped: string[] = [];
    const teardown = new Teardown();
    for (const what of ['simulators', 'Postgres', 'services']) teardown.add(what, () => void stopped.push(what));
    await teardown.run(() => undefined);
    expect(stopped).toEqual(['services', 'Postgres', 'simulators']);
  });

  it('goes on past what does not stop cleanly, and tells of it', async () => {
    const stopped: string[] = [];
    const told: string[] = [];
    const teardown = new Teardown();
    teardown.add('Postgres', () => void stopped.push('Postgres'));
    teardown.add('the services', () => Promise.reject(new Error('still busy')));
    await teardown.run((line) => void told.push(line));
    expect(stopped).toEqual(['Postgres']);
    expect(told).toEqual(['the services did not stop cleanly: still busy']);
  });

  it('happens once, however often it is asked for', async () => {
    let times = 0;
    const teardown = new Teardown();
    teardown.add('Postgres', () => void (times += 1));
    await Promise.all([teardown.run(() => undefined), teardown.run(() => undefined)]);
    expect(times).toBe(1);
  });

  it('takes along what a start that is under way still brings', async () => {
    let stopped = false;
    const teardown = new Teardown();
    await teardown.run(() => undefined);
    teardown.add('Postgres', () => void (stopped = true));
    expect(stopped).toBe(true);
  });
});

describe('being told to stop', () => {
  const host = () => {
    const stdout = new EventEmitter();
    return { stdout, process: Object.assign(new EventEmitter(), { stdout }) };
  };

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    '%s is heard once, although npm passes Ctrl-C on a second time',
    (signal) => {
      const { process } = host();
      let times = 0;
      stopAsked(process as unknown as Host).addEventListener('abort', () => (times += 1));
      process.emit(signal);
      process.emit(signal);
      expect(times).toBe(1);
    },
  );

  it('is also what it means when nobody reads the output any more', () => {
    const { process, stdout } = host();
    const asked = stopAsked(process as unknown as Host);
    stdout.emit('error', new Error('EPIPE'));
    expect(asked.aborted).toBe(true);
  });
});
