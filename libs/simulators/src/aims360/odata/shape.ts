/** Types a property can have on the wire (OData names, as the vendor's metadata would say). */
export type EdmType =
  | 'Edm.String'
  | 'Edm.Guid'
  | 'Edm.Date'
  | 'Edm.DateTimeOffset'
  | 'Edm.Int32'
  | 'Edm.Decimal'
  | 'Edm.Boolean'
  | 'Complex';

/** What an entity set looks like to a query: its properties, and its children, which only `$expand` shows. */
export interface EntityShape {
  readonly name: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, EdmType>>;
  readonly children: Readonly<Record<string, EntityShape>>;
}

/** A row as it goes out: plain JSON, children as arrays. */
export type Row = Record<string, unknown>;

/** The query cannot be answered; `parameter` names the query option that is wrong. */
export class ODataError extends Error {
  override readonly name = 'ODataError';
  constructor(
    message: string,
    readonly code: 'InvalidQueryParameterValue' | 'UnsupportedQueryParameter' = 'InvalidQueryParameterValue',
  ) {
    super(message);
  }
}

const canonical = (names: readonly string[], asked: string): string | undefined =>
  names.find((name) => name.toLowerCase() === asked.toLowerCase());

/** Property names come in any case (contracts/aims360.md §1.3); the canonical one goes out. */
export const fieldNamed = (shape: EntityShape, asked: string): string => {
  const name = canonical(Object.keys(shape.fields), asked);
  if (name === undefined) throw new ODataError(`Could not find a property named '${asked}' on type '${shape.name}'.`);
  return name;
};

/** As `fieldNamed`, for a child collection. */
export const childNamed = (shape: EntityShape, asked: string): [name: string, child: EntityShape] => {
  const name = canonical(Object.keys(shape.children), asked);
  const child = name === undefined ? undefined : shape.children[name];
  if (name === undefined || child === undefined)
    throw new ODataError(`Could not find a navigation property named '${asked}' on type '${shape.name}'.`);
  return [name, child];
};
