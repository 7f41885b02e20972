/** GraphQL `DateTime`: whole seconds, UTC. */
export const seconds = (iso: string): string => `${iso.slice(0, 19)}Z`;

/** Webhook timestamp in the shop's offset: `2026-11-03T09:15:00-05:00`. */
export function withOffset(iso: string, offset: string): string {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return `${new Date(Date.parse(iso) + shift).toISOString().slice(0, 19)}${offset}`;
}
