/** A violation when there are not exactly so many. */
export function expectCount(where: string, what: string, found: number, wanted: number): string[] {
  return found === wanted ? [] : [`${where}: ${found} ${what}, should be ${wanted}`];
}
