import { waitFor } from '@backhaul/testkit';
import { apiOf, type Api, type Task } from './api.js';
import { seen, settled, type Stage } from './stage.js';

/** A return on its way: our id of it, its number in Loop, and the original order in Shopify. */
export interface SentBack {
  readonly returnId: string;
  readonly number: string;
  readonly orderId: string;
}

/** What Backhaul tells of the returns of a stage, waited for. */
export interface Watch {
  readonly api: Api;
  /** Waits until the history shows a fact of this type. Gives all of its lines. */
  seen(one: SentBack, type: string): Promise<string[]>;
  settled(...all: SentBack[]): Promise<true>;
  /** Waits for something that is seen outside. */
  eventually(what: string, probe: () => boolean): Promise<unknown>;
  /** Waits for what a service says. */
  until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T>;
  /** Waits until the return stands in our books. */
  known(one: SentBack): Promise<unknown>;
  /** Waits for an open task about the return, with these values among its own. */
  taskOf(one: SentBack, kind: string, values?: Readonly<Record<string, string>>): Promise<Task>;
  /** Waits for an open task that belongs to no return. */
  storeTask(kind: string, fits?: (task: Task) => boolean): Promise<Task>;
  /** Waits until the history shows so many facts of a type. */
  eventuallyTold(one: SentBack, type: string, times: number): Promise<unknown>;
  /** Waits until nothing about the return waits for a person. */
  noTaskOf(one: SentBack): Promise<true>;
  /** Clearing accounts that are not at 0.00. */
  uncleared(one: SentBack): Promise<string[]>;
}

const isWithin = (some: Readonly<Record<string, string>>, all: Readonly<Record<string, string>>): boolean =>
  Object.entries(some).every(([name, value]) => all[name] === value);

export function watchOn(stage: Stage): Watch {
  const { ledger } = stage;
  const api = apiOf(stage);
  const open = async (one: SentBack): Promise<Task[]> =>
    (await api.tasks()).filter(({ returnId }) => returnId === one.returnId);
  const waited = <T>(what: string, probe: () => Promise<T | undefined>): Promise<T> =>
    waitFor(what, probe, { timeoutMs: 30_000, everyMs: 150 });
  return {
    api,
    seen: (one, type) => seen(ledger, one.returnId, type),
    settled: (...all) =>
      settled(
        ledger,
        all.map(({ returnId }) => returnId),
      ),
    eventually: (what, probe) => waited(what, async () => (probe() ? true : undefined)),
    until: waited,
    known: (one) => seen(ledger, one.returnId, 'ReturnInitiated'),
    taskOf: (one, kind, values = {}) =>
      waited(`a task ${kind} about ${one.returnId} with ${JSON.stringify(values)}`, async () => {
        const tasks = await open(one);
        const found = tasks.find((task) => task.kind === kind && isWithin(values, task.values));
        if (found === undefined)
          throw new Error(JSON.stringify(tasks.map((task) => [task.kind, task.why, task.values])));
        return found;
      }),
    storeTask: (kind, fits = () => true) =>
      waited(`a task ${kind} of the store`, async () => {
        const tasks = (await api.tasks()).filter(({ returnId }) => returnId === null);
        const found = tasks.find((task) => task.kind === kind && fits(task));
        if (found === undefined) throw new Error(JSON.stringify(tasks.map((task) => [task.kind, task.values])));
        return found;
      }),
    eventuallyTold: (one, type, times) =>
      waited(`${times} × ${type} in the history of ${one.returnId}`, async () => {
        const told = (await ledger.history(one.returnId)).filter((line) => line.type === type);
        return told.length >= times ? true : undefined;
      }),
    noTaskOf: (one) =>
      waited(`no task about ${one.returnId}`, async () => {
        const kinds = (await open(one)).map(({ kind }) => kind);
        if (kinds.length > 0) throw new Error(`open: ${kinds.join(', ')}`);
        return true as const;
      }),
    async uncleared({ returnId }) {
      const clearing = (await ledger.balances(returnId)).filter((each) => each.clearing);
      if (clearing.length === 0) throw new Error(`${returnId} has no books`);
      return clearing.filter(({ balance }) => balance.amount !== 0).map(({ account }) => account);
    },
  };
}
