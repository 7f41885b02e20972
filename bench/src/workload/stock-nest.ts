import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, type KafkaContext, Payload, Transport, type KafkaOptions } from '@nestjs/microservices';
import type { Pool } from 'pg';
import { recordReceipt, type Receipt } from './work-of-a-message.js';

type RunOptions = NonNullable<KafkaOptions['options']>['run'];

/**
 * A consumer as Nest's documentation has it: `Transport.KAFKA`, a handler that opens a transaction per message, the inbox row first.
 *
 * @param handled told after each commit
 */
export async function stockNestConsumer(o: {
  brokers: string[];
  group: string;
  topic: string;
  pool: Pool;
  run: RunOptions;
  handled: () => void;
}): Promise<{ close(): Promise<void> }> {
  @Controller()
  class Receipts {
    @EventPattern(o.topic)
    // Nest's own type of a handler's arguments.
    async record(@Payload() data: object, @Ctx() context: unknown): Promise<void> {
      const { key, headers } = (context as KafkaContext).getMessage();
      const receipt = {
        id: String(headers?.['ce_id']),
        key: String(key),
        merchantId: String(headers?.['ce_merchantid']),
        data: data as Receipt['data'],
      };
      await inOneTransaction(o.pool, o.group, receipt);
      o.handled();
    }
  }
  @Module({ controllers: [Receipts] })
  class Consumer {}
  const app = await NestFactory.createMicroservice<KafkaOptions>(Consumer, {
    logger: false,
    transport: Transport.KAFKA,
    options: {
      client: { clientId: 'stock', brokers: o.brokers },
      consumer: { groupId: o.group },
      subscribe: { fromBeginning: true },
      ...(o.run === undefined ? {} : { run: o.run }),
    },
  });
  await app.listen();
  return app;
}

async function inOneTransaction(pool: Pool, group: string, receipt: Receipt): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const entered = await client.query({
      name: 'inbox',
      text: 'INSERT INTO messaging.inbox (consumer_group, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      values: [group, receipt.id],
    });
    if (entered.rowCount === 1) await recordReceipt(client, receipt);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
