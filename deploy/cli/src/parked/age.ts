import { Misused } from '../failures.js';

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };

/** `6h` → the time six hours ago. */
export function timeBefore(age: string, now: Date = new Date()): Date {
  const [, number = '', unit = ''] = /^(\d{1,6})([mhd])$/.exec(age) ?? [];
  const seconds = SECONDS[unit];
  if (seconds === undefined) throw new Misused(`--older-than takes an age such as 30m, 6h or 2d, not ${age}.`);
  return new Date(now.getTime() - Number(number) * seconds * 1000);
}
