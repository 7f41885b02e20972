import { secret } from '@backhaul/service-kit';
import { z } from 'zod';
import { receivingDays } from '../../receiving-days.js';

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
};

/** The section `threepl` of a merchant whose warehouse is on ShipHero (contracts/rlm-and-3pl.md §4.3). */
export const shipHeroSection = z.strictObject({
  kind: z.literal('shiphero'),
  baseUrl: z.url().default('https://public-api.shiphero.com'),
  /** Of the developer user; access tokens are fetched with it. */
  refreshToken: secret(),
  /** ShipHero's id of the warehouse that goods go back to. */
  warehouseId: z.string().min(1),
  /** Its times come without a zone. */
  timeZone: z.string().refine(isZone, 'expected a time zone such as America/New_York').default('America/New_York'),
  /** Of the webhook `Return Update`; one, or two while it is rotated. */
  webhookSecrets: z.array(secret()).min(1),
  ...receivingDays,
  /** How often returns are read, whatever webhooks said. */
  pollSeconds: z.number().positive().default(60),
  /** Our own budget, beside the credits that ShipHero counts. */
  callsPerMinute: z.int().positive().default(60),
  timeoutSeconds: z.number().positive().default(30),
});
export type ShipHeroSection = z.infer<typeof shipHeroSection>;
