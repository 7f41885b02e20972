import type { Tenant } from '../state.js';

export type StockReason = 'Opening' | 'Shipment' | 'Restock' | 'Seconds' | 'WriteOffIn' | 'WriteOffOut';

/** One movement in the stock ledger, per warehouse, style-colour and size. On hand is their sum, nothing else. */
export interface StockMove {
  at: string;
  reason: StockReason;
  document: string;
  warehouseID: string;
  styleColorID: string;
  sizeName: string;
  quantity: number;
}

export const onHand = (tenant: Tenant, warehouseID: string, styleColorID: string, sizeName: string): number =>
  tenant.stockMoves
    .filter(
      (move) => move.warehouseID === warehouseID && move.styleColorID === styleColorID && move.sizeName === sizeName,
    )
    .reduce((sum, move) => sum + move.quantity, 0);
