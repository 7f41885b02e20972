/** An absolute figure from the stock of record. */
export interface ExportedLevel {
  /** Id of the event that brought it. */
  readonly exportId: string;
  /** The return whose restock caused it; null when something else moved the stock. */
  readonly returnId: string | null;
  readonly sku: string;
  /** Digits of the shop's location. */
  readonly locationId: string;
  readonly available: number;
  readonly exportedAt: Date;
}

export type InventoryLevelCommand =
  | { kind: 'TakeExport'; level: ExportedLevel }
  /** `changeFrom`: the figure that was just read in the shop; null when the item is not stocked there. */
  | { kind: 'BeginTry'; exportId: string; changeFrom: number | null; at: Date }
  | { kind: 'ConfirmSet'; level: ExportedLevel; at: Date }
  /** The shop does not sell the item, and no return asks for it: the ERP also has what other channels sell. */
  | { kind: 'LeaveOut'; level: ExportedLevel; at: Date }
  | { kind: 'AskPerson'; level: ExportedLevel; reason: string; at: Date };
