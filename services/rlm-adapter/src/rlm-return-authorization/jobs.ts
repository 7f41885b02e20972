/** Names of the scheduled jobs under which the ERP's users know these steps (contracts/rlm-and-3pl.md §3). */
export const jobs = {
  importReturn: 'LoopImportReturnAuthorizations',
  transmit: 'TransmitReturnAuthorizations',
  importReceipts: 'ImportReturnReceipts',
  exportReceipts: 'LoopExportReturnReceipts',
  importRefunds: 'ShopifyImportRefunds',
  exportInventory: 'ShopifyExportInventory',
} as const;
