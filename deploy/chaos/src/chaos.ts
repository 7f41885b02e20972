import { rmSync } from 'node:fs';
import { collect } from './evidence/collect.js';
import type { Evidence } from './evidence/evidence.js';
import { makePlan, type PlanOptions } from './plan/plan.js';
import { BlowQueue } from './run/blow-queue.js';
import { startPeople } from './run/people.js';
import { progressOf } from './run/progress.js';
import { setStage, type Stage } from './run/stage.js';
import { submitAll } from './run/submission.js';
import type { Submitted } from './run/submitted.js';
import { untilQuiet } from './run/until-quiet.js';
import { armVendorFaults, type VendorTrouble } from './run/vendor-trouble.js';

export interface ChaosOptions extends PlanOptions {
  /** Data, logs. Emptied before. */
  readonly dir: string;
  /** It ends after so many minutes at the latest. */
  readonly minutes: number;
  readonly say: (line: string) => void;
}

/** What a run came to. */
export interface Outcome {
  readonly evidence: Evidence;
  readonly ending: 'quiet' | 'standstill' | 'time is up';
  readonly seconds: number;
  readonly faults: { readonly planned: number; readonly hit: number; readonly armed: readonly string[] };
  readonly kills: number;
  readonly restarts: number;
}

/** A run that is over; everything is still up, to be looked at, until the stage is closed. */
export interface Run {
  readonly outcome: Outcome;
  readonly stage: Stage;
}

/** Plays the plan and waits until all is quiet. */
export async function runChaos(options: ChaosOptions): Promise<Run> {
  rmSync(options.dir, { recursive: true, force: true });
  const stage = await setStage(options);
  try {
    return { outcome: await play(options, stage), stage };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

async function play(options: ChaosOptions, stage: Stage): Promise<Outcome> {
  const { say, minutes } = options;
  const started = Date.now();
  const deadline = started + minutes * 60_000;
  const plan = makePlan(options);
  const submitted = new Map<string, Submitted>();
  const blows = new BlowQueue(stage, plan.blows, say);
  const trouble = armVendorFaults(
    stage.simulators,
    plan.vendorFaults,
    (service) => void stage.services.killAndRestart([service]),
  );
  const people = startPeople(stage.simulators, submitted);
  const progress = progressOf({ stage, submitted, planned: plan.returns.length, trouble, blows, say });
  try {
    const reached = (count: number): void => blows.reached(count);
    await submitAll({ simulators: stage.simulators, returns: plan.returns, submitted, reached, deadline });
    await blows.over();
    const ending = await untilQuiet({ stage, submitted: [...submitted.values()], deadline });
    await stage.services.allReady();
    return {
      evidence: await collect(stage, [...submitted.values()]),
      ending,
      seconds: Math.round((Date.now() - started) / 1000),
      faults: faultsOf(plan.vendorFaults.length, trouble),
      kills: stage.services.kills,
      restarts: blows.restarts,
    };
  } finally {
    progress.stop();
    people.stop();
    trouble.stop();
  }
}

const faultsOf = (planned: number, { hit, armed }: VendorTrouble): Outcome['faults'] => ({ planned, hit, armed });
