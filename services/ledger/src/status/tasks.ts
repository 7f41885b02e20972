import { ofType, type FactOf, type Facts } from '../journal/facts.js';

/** Tasks of the return that a person still has to do, oldest first. A task opened again after it was closed is open. */
export function openTasks(facts: Facts): FactOf<'TaskOpened'>['data'][] {
  const closings = ofType(facts, 'TaskClosed').map(({ data }) => data);
  const opened = new Map(ofType(facts, 'TaskOpened').map(({ data }) => [data.taskId, data]));
  return [...opened.values()].filter(
    ({ taskId, openedAt }) =>
      !closings.some((closing) => closing.taskId === taskId && Date.parse(closing.closedAt) >= Date.parse(openedAt)),
  );
}
