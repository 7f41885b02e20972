import { serviceNames, type ServiceName } from '@backhaul/contracts';
import type { WebhookSwitches } from '@backhaul/simulators';
import { diceOf, type Dice } from './dice.js';
import type { Vendor } from './vendor-faults.js';

/** What is done to the installation from outside. */
export type Blow =
  | { readonly kind: 'kill'; readonly services: readonly ServiceName[] }
  | { readonly kind: 'restart'; readonly server: 'Postgres' | 'Kafka' }
  | { readonly kind: 'webhooks'; readonly vendor: Vendor; readonly disturb: Partial<Omit<WebhookSwitches, 'held'>> };

/** A blow falls when so many returns were submitted. */
export interface PlannedBlow {
  readonly at: number;
  readonly blow: Blow;
}

const disturbances: readonly [Partial<Omit<WebhookSwitches, 'held'>>, ...Partial<Omit<WebhookSwitches, 'held'>>[]] = [
  { drop: 3 },
  { duplicate: 4 },
  { reorder: 4 },
  { delay: { times: 6, ms: 1_500 } },
];

/** Vendors that send webhooks; AIMS360 and RLM send none. */
const senders: readonly Vendor[] = ['loop', 'shopify', 'threePl'];

/** Each service killed, all at once, each server restarted, each sender's webhooks disturbed in every way; more in a longer run. */
export function planBlows(seed: number, count: number, bus: 'kafka' | 'postgres'): PlannedBlow[] {
  const dice = diceOf(seed, 'blows');
  const rounds = Math.max(1, Math.round(count / 150));
  const blows = Array.from({ length: rounds }, () => oneRound(bus)).flat();
  return blows.map((blow) => ({ at: momentOf(dice, count), blow })).sort((left, right) => left.at - right.at);
}

function oneRound(bus: 'kafka' | 'postgres'): Blow[] {
  const servers = bus === 'kafka' ? (['Postgres', 'Kafka'] as const) : (['Postgres'] as const);
  return [
    ...serviceNames.map((name): Blow => ({ kind: 'kill', services: [name] })),
    { kind: 'kill', services: serviceNames },
    ...servers.map((server): Blow => ({ kind: 'restart', server })),
    ...senders.flatMap((vendor) => disturbances.map((disturb): Blow => ({ kind: 'webhooks', vendor, disturb }))),
  ];
}

/** Not before something is under way, and not after the last submission. */
const momentOf = (dice: Dice, count: number): number => dice.between(Math.min(3, count), count);
