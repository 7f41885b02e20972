import { setMaxListeners } from 'node:events';

/** An AbortController whose signal many may listen to: Node warns of a leak from the eleventh listener on. */
export function stopController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
