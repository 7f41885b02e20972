/** The time of day here, to the second: `14:07:33`. */
export function clockTime(instant: string): string {
  return new Date(instant).toTimeString().slice(0, 8);
}
