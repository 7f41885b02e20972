const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** `90` → `1 min`: the largest unit that fits, rounded down. */
export function duration(seconds: number): string {
  const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ['s', 1];
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** How long ago that was; `-` for never. */
export function ago(time: string | null | undefined, now: number = Date.now()): string {
  if (time === null || time === undefined) return '-';
  return `${duration(Math.max(0, now - Date.parse(time)) / 1000)} ago`;
}
