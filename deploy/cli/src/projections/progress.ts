import { duration } from '../output/times.js';
import type { Projection } from './projection.js';

const WIDTH = 24;

/** `rebuild ██████░░░░ 25 %, 4 200/s, 40 s left` */
export function progressOf({ kind, done, total, perSecond, etaSeconds }: NonNullable<Projection['running']>): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * WIDTH);
  const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
  const speed = perSecond === null ? '' : `, ${Math.round(perSecond)}/s`;
  const left = etaSeconds === null ? '' : `, ${duration(etaSeconds)} left`;
  return `${kind} ${bar} ${Math.floor(share * 100)} %${speed}${left}`;
}
