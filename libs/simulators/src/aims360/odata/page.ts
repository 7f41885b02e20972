import { narrowOf } from './narrow.js';
import type { Narrow } from './narrow.js';
import { readOptions } from './options.js';
import { chosenRows, project } from './project.js';
import { ODataError } from './shape.js';
import type { EntityShape, Row } from './shape.js';

/** The usual page; the option is `pagesize`, without a `$` (contracts/aims360.md §1.3). */
export const DEFAULT_PAGE_SIZE = 250;
const LARGEST_PAGE_SIZE = 1_000;

/** The vendor's context URL names another host than the one called: nobody may build addresses from it. */
const CONTEXT_HOST = 'https://apieast1.aims360.rest';

export interface PageRequest {
  readonly url: URL;
  readonly set: string;
  readonly shape: EntityShape;
  /** At least the rows that can pass the filter. */
  readonly rows: (narrow: Narrow) => readonly Row[];
  readonly defaultPageSize: number;
  /** `always`: a link follows every page that has a row, even the last one, as the vendor's own sample shows. */
  readonly nextLink: 'always' | 'when-more';
  /** Fault: a page begins with the last row of the page before it. */
  readonly duplicateRows: boolean;
  /** Called with the first row of a page that another one follows. */
  readonly afterPage?: (first: Row) => void;
}

const pageSizeOf = (url: URL, otherwise: number): number => {
  const given = [...url.searchParams].find(([name]) => name.toLowerCase() === 'pagesize')?.[1];
  if (given === undefined) return otherwise;
  if (!/^[1-9]\d*$/.test(given)) throw new ODataError(`Invalid value '${given}' for pagesize.`);
  return Math.min(Number(given), LARGEST_PAGE_SIZE);
};

const linkTo = (url: URL, skip: number, top: number | undefined): string => {
  const next = new URL(url);
  for (const name of [...next.searchParams.keys()]) {
    if (['$skip', '$top'].includes(name.toLowerCase())) next.searchParams.delete(name);
  }
  next.searchParams.set('$skip', String(skip));
  if (top !== undefined) next.searchParams.set('$top', String(top));
  return next.toString();
};

/** One page of an entity set in the OData envelope. Throws `ODataError`. */
export const pageOf = (request: PageRequest): Row => {
  const { url, shape } = request;
  const options = readOptions([...url.searchParams], shape);
  const size = Math.min(pageSizeOf(url, request.defaultPageSize), options.top ?? Number.POSITIVE_INFINITY);
  const chosen = chosenRows(request.rows(narrowOf(options.filter)), shape, options);
  const page = chosen.slice(options.skip, options.skip + size);
  const end = options.skip + page.length;
  const repeated = request.duplicateRows ? chosen.slice(Math.max(0, options.skip - 1), options.skip) : [];
  const topLeft = options.top === undefined ? undefined : options.top - page.length;
  const linked = page.length > 0 && topLeft !== 0 && (request.nextLink === 'always' || end < chosen.length);
  const [first] = page;
  if (first !== undefined && end < chosen.length) request.afterPage?.(first);
  return {
    '@odata.context': `${CONTEXT_HOST}/odata/$metadata#${request.set}`,
    ...(options.count ? { '@odata.count': chosen.length } : {}),
    value: [...repeated, ...page].map((row) => project(row, shape, options)),
    ...(linked ? { '@odata.nextLink': linkTo(url, end, topLeft) } : {}),
  };
};

/** One entity by its key, with `$select` and `$expand`; children are hidden without it here too. Throws `ODataError`. */
export const oneOf = (url: URL, set: string, shape: EntityShape, row: Row): Row => ({
  '@odata.context': `${CONTEXT_HOST}/odata/$metadata#${set}/$entity`,
  ...project(row, shape, readOptions([...url.searchParams], shape)),
});
