import { BackhaulError, type Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall, type Transactions } from '@backhaul/service-kit';
import type { ExportedLevel, InventoryLevelCommand } from '../inventory-level/commands.js';
import { setLevelEffect } from '../inventory-level/decide.js';
import { isOvertaken, type InventoryLevel, type Try } from '../inventory-level/state.js';
import { inventoryLevels, levelStreamId } from '../levels.js';
import type { NotKnown, ShopifyPort, StockAnswer } from '../shopify/port.js';
import { idempotencyKey } from './idempotency-key.js';
import { levelOf } from './level-payload.js';

interface Parts {
  clientOf(merchantId: string): ShopifyPort;
  db: Queryable;
  transactions: Transactions;
  clock: Clock;
}

/** Sales may move the figure between reading and writing; more often than this in a row means something else. */
const TRIES = 5;
/** The shop forgets keys after 24 hours. */
const KEY_LIFE_MS = 20 * 3_600_000;

/**
 * Sets a stock level to an absolute figure. Each try is written down with the figure that it replaces before it goes out. A try whose
 * answer was lost is repeated with the same key and the same figures: the shop executes it once, and a sale made in between
 * is never overwritten by the repetition.
 */
export class SetLevel implements EffectHandler {
  readonly kind = setLevelEffect;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const level = levelOf(call);
    const state = await this.#stateOf(call, level);
    if (isOvertaken(state, level)) return { outcome: 'confirmed', result: { overtaken: true } };
    const open = this.#openTry(state, level);
    if (open !== undefined) {
      const answer = await this.#write(call, level, open, signal);
      if (answer.outcome !== 'moved') return answerOf(answer);
    }
    for (let tries = 0; tries < TRIES; tries += 1) {
      const there = await this.#client(call).readStock(level, signal);
      if (!there.known) return notKnown(level, there);
      if (there.available === level.available) return { outcome: 'confirmed', result: { unchanged: true } };
      const answer = await this.#write(call, level, await this.#begin(call, level, there.available), signal);
      if (answer.outcome !== 'moved') return answerOf(answer);
    }
    throw new KeepsMoving(level);
  }

  /** `absent` only means that sending again is safe: it repeats the same try under the same key. */
  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const level = levelOf(call);
    const there = await this.#client(call).readStock(level, signal);
    if (!there.known)
      return isLeftOut(level, there) ? { outcome: 'absent' } : { outcome: 'refused', reason: there.reason };
    return there.available === level.available ? { outcome: 'found', result: null } : { outcome: 'absent' };
  }

  async settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    const level = levelOf(call);
    const at = this.#parts.clock.now();
    const command = commandOf(level, settled, at);
    await inventoryLevels.execute(tx, levelStreamId(call.merchantId, level), command, causeOfCall(call));
  }

  #stateOf(call: EffectCall, level: ExportedLevel): Promise<InventoryLevel> {
    return inventoryLevels.load(this.#parts.db, levelStreamId(call.merchantId, level));
  }

  #openTry({ tries }: InventoryLevel, { exportId }: ExportedLevel): Try | undefined {
    const last = tries[exportId];
    if (last === undefined) return undefined;
    const age = this.#parts.clock.now().getTime() - Date.parse(last.at);
    return age < KEY_LIFE_MS ? last : undefined;
  }

  async #begin(call: EffectCall, level: ExportedLevel, changeFrom: number | null): Promise<Try> {
    const { transactions, clock } = this.#parts;
    const { exportId } = level;
    const command = { kind: 'BeginTry', exportId, changeFrom, at: clock.now() } as const;
    const id = levelStreamId(call.merchantId, level);
    const { state } = await transactions.run((tx) => inventoryLevels.execute(tx, id, command, causeOfCall(call)));
    const begun = state.tries[exportId];
    if (begun === undefined) throw new Error(`the try of ${call.key} was not written down`);
    return begun;
  }

  #write(
    call: EffectCall,
    level: ExportedLevel,
    { attempt, changeFrom }: Try,
    signal: AbortSignal,
  ): Promise<StockAnswer> {
    const { sku, locationId, available, exportId } = level;
    const document = `gid://backhaul/InventoryExport/${encodeURIComponent(exportId)}`;
    const key = idempotencyKey(call.key, attempt);
    const write = { sku, locationId, available, changeFrom, document, idempotencyKey: key };
    return this.#client(call).writeStock(write, signal);
  }

  #client(call: EffectCall): ShopifyPort {
    return this.#parts.clientOf(call.merchantId);
  }
}

const answerOf = (answer: Exclude<StockAnswer, { outcome: 'moved' }>): Answer =>
  answer.outcome === 'written' ? { outcome: 'confirmed', result: null } : answer;

/** An export of everything that changed also has items of other channels; one for a return must arrive. */
const isLeftOut = ({ returnId }: ExportedLevel, { sold }: NotKnown): boolean => returnId === null && !sold;

const notKnown = (level: ExportedLevel, there: NotKnown): Answer =>
  isLeftOut(level, there)
    ? { outcome: 'confirmed', result: { leftOut: true } }
    : { outcome: 'refused', reason: there.reason };

function commandOf(level: ExportedLevel, settled: Settled, at: Date): InventoryLevelCommand {
  if (settled.status !== 'confirmed') return { kind: 'AskPerson', level, reason: settled.reason, at };
  const { leftOut = false } = (settled.result ?? {}) as { leftOut?: boolean };
  return leftOut ? { kind: 'LeaveOut', level, at } : { kind: 'ConfirmSet', level, at };
}

/** Every try was refused because a sale came first: nothing was written, and a moment later it may work. */
class KeepsMoving extends BackhaulError {
  readonly delivered = 'no';

  constructor({ sku }: ExportedLevel) {
    super('STOCK_KEEPS_MOVING', `the stock of ${sku} moved each time between reading and writing`, { retryable: true });
  }
}
