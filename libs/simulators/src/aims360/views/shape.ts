import type { EntityShape } from '../odata/shape.js';

export const shape = (
  name: string,
  key: string,
  fields: EntityShape['fields'],
  children: EntityShape['children'] = {},
): EntityShape => ({ name: `AIMS.${name}`, key, fields, children });

export const text = 'Edm.String';
export const guid = 'Edm.Guid';
export const int = 'Edm.Int32';
export const money = 'Edm.Decimal';
export const flag = 'Edm.Boolean';
export const date = 'Edm.Date';
export const time = 'Edm.DateTimeOffset';
export const complex = 'Complex';
