import type { ViewProblem } from '../../aims360-store/decide.js';
import type { ExportRuns } from './export-runs.js';
import type { ReadView } from './bulk-views.js';
import { readRows } from './read-rows.js';
import type { Cells } from './columns.js';
import type { ViewName, ViewSettings } from './view-settings.js';
import { ViewUnreadable } from './view-unreadable.js';

/** Told how the views fare. */
export interface ViewReports {
  broken(view: string, problem: ViewProblem): Promise<void>;
  fine(view: string): Promise<void>;
}

/**
 * Exports a view and reads it. Those who ask while a run has not begun share it; whoever asks later gets a later one, so that a
 * look before a repeated call sees what was there when it was asked for.
 */
export function viewReader(runs: ExportRuns, settings: ViewSettings, reports: ViewReports): ReadView {
  const running = new Map<ViewName, Promise<unknown>>();
  const waiting = new Map<ViewName, Promise<unknown>>();

  async function readNow<V extends ViewName>(view: V, signal?: AbortSignal): Promise<Cells<V>[]> {
    const { name } = settings[view];
    try {
      const rows = readRows(view, await runs.textOf(settings[view], settings.format, signal), settings);
      await reports.fine(name);
      return rows;
    } catch (error) {
      if (error instanceof ViewUnreadable) await reports.broken(name, { why: error.message, columns: error.columns });
      throw error;
    }
  }

  function next<V extends ViewName>(view: V, signal?: AbortSignal): Promise<Cells<V>[]> {
    const before = running.get(view) ?? Promise.resolve();
    const run = before
      .catch(() => undefined)
      .then(() => {
        waiting.delete(view);
        return readNow(view, signal);
      });
    waiting.set(view, run);
    running.set(view, run);
    const over = (): void => {
      if (running.get(view) === run) running.delete(view);
    };
    run.then(over, over);
    return run;
  }

  return <V extends ViewName>(view: V, signal?: AbortSignal): Promise<Cells<V>[]> =>
    (waiting.get(view) as Promise<Cells<V>[]> | undefined) ?? next(view, signal);
}
