/** A view as a merchant made it: its columns in their order, each under the name that the merchant gave it. */
export interface View {
  source: string;
  viewName: string;
  /** `of` names the source's own column. */
  columns: { name: string; of: string }[];
  /** The view of the same source whose rows it shows. */
  rowsOf: string;
}
