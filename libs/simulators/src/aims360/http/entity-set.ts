import type { Narrow } from '../odata/narrow.js';
import { DEFAULT_PAGE_SIZE, pageOf } from '../odata/page.js';
import type { EntityShape, Row } from '../odata/shape.js';
import { takeFault } from '../settings.js';
import type { AssumedGroup } from '../settings.js';
import { ok } from './call.js';
import type { Call, Route } from './call.js';

export interface EntitySet {
  readonly path: string;
  readonly shape: EntityShape;
  /** At least the rows that can pass the filter. */
  readonly rows: (call: Call, narrow: Narrow) => readonly Row[];
  readonly assumed?: AssumedGroup;
  readonly pageSize?: number;
  /** For the fault `rowsMove`: changes the document that a row shows. */
  readonly change?: (call: Call, row: Row) => void;
}

/** A list with OData (contracts/aims360.md §1.3). */
export const entitySet = ({ path, shape, rows, assumed, pageSize, change }: EntitySet): Route => ({
  method: 'get',
  path,
  ...(assumed === undefined ? {} : { assumed }),
  answer: (call) => {
    const { nextLink, duplicateRows } = call.tenant.settings;
    return ok(
      pageOf({
        url: call.url,
        set: path.split('/').at(-1) ?? '',
        shape,
        rows: (narrow) => rows(call, narrow),
        defaultPageSize: pageSize ?? DEFAULT_PAGE_SIZE,
        nextLink,
        duplicateRows,
        afterPage: (first) => {
          if (change !== undefined && takeFault(call.tenant.settings, 'rowsMove')) change(call, first);
        },
      }),
    );
  },
});
