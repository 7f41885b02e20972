import { z } from 'zod';

const days = z.int().positive().max(365);

/** How long a store waits for its goods, however its warehouse is talked to. */
export const receivingDays = {
  /** Without a final receipt for so many days, what came is all that came (contracts/rlm-and-3pl.md §3.2). */
  finalWithinDays: days.default(5),
  /** After so many days without any receipt a person is asked to look. */
  neverArrivesDays: days.default(30),
};
