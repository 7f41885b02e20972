import type { VendorRequest } from './options.js';

/** The base's own path stays in front: `https://host/api/v1` and `/returns` give `https://host/api/v1/returns`. */
export function urlOf(base: URL, { path, query }: Pick<VendorRequest, 'path' | 'query'>): URL {
  const url = new URL(base);
  const [pathname = '', search = ''] = path.split('?', 2);
  url.pathname = `${base.pathname.replace(/\/$/, '')}/${pathname.replace(/^\//, '')}`;
  url.search = search;
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}
