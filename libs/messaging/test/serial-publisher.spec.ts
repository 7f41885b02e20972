import type { Publisher } from '@backhaul/messaging';
import { describe, expect, it } from '@jest/globals';
import { SerialPublisher } from '../src/bus/serial-publisher.js';
import { gate } from './fixtures/bus-around.js';

/** A broker's side of a publisher: it notes what is sent and what has arrived, and refuses the topic `refused`. */
function line() {
  const notes: string[] = [];
  const publisher: Publisher = {
    async publish(topic) {
      notes.push(`${topic} sent`);
      await new Promise(setImmediate);
      if (topic === 'refused') throw new Error('refused');
      notes.push(`${topic} arrived`);
    },
    close: async () => void notes.push('closed'),
  };
  return { notes, publisher };
}

describe('a publisher', () => {
  it('sends one batch at a time, in the order of the calls: KafkaJS takes a second one for a repetition of the first', async () => {
    const { notes, publisher } = line();
    const serial = new SerialPublisher(publisher, () => {});
    await Promise.all(['a', 'b', 'c'].map((topic) => serial.publish(topic, [])));
    expect(notes).toEqual(['a sent', 'a arrived', 'b sent', 'b arrived', 'c sent', 'c arrived']);
  });

  it('sends nothing after a failure, not even what was waiting: it would overtake', async () => {
    const { notes, publisher } = line();
    const serial = new SerialPublisher(publisher, () => {});
    const sent = await Promise.allSettled(['a', 'refused', 'b'].map((topic) => serial.publish(topic, [])));
    await expect(serial.publish('c', [])).rejects.toThrow('refused');
    expect(sent.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(notes).toEqual(['a sent', 'a arrived', 'refused sent']);
  });

  it('lets the batch that is under way end before it closes, and takes no other', async () => {
    const { passed, open } = gate();
    const { notes, publisher } = line();
    const slow: Publisher = { ...publisher, publish: (...call) => passed.then(() => publisher.publish(...call)) };
    const serial = new SerialPublisher(slow, () => void notes.push('forgotten'));
    const sent = serial.publish('a', []);
    const closed = serial.close();
    await expect(serial.publish('b', [])).rejects.toMatchObject({ code: 'BUS_CLOSED' });
    open();
    await Promise.all([sent, closed]);
    expect(notes).toEqual(['a sent', 'a arrived', 'closed', 'forgotten']);
  });
});
