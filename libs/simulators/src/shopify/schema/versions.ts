import { VERSIONS, type ApiVersion } from './official-files.mjs';

export { VERSIONS, type ApiVersion };

/** What clients pin. */
export const NEWEST: ApiVersion = '2026-10';

/** Falls forward: a version that has expired is served by the oldest one; one that does not exist yet is not served. */
export function versionFor(requested: string): ApiVersion | undefined {
  const exact = VERSIONS.find((version) => version === requested);
  if (exact !== undefined) return exact;
  return /^20\d\d-(01|04|07|10)$/.test(requested) && requested < VERSIONS[0] ? VERSIONS[0] : undefined;
}
