/** The day of an instant in the merchant's zone, as `yyyy-MM-dd`: business dates carry no zone (contracts/aims360.md §7). */
export function businessDate(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}
