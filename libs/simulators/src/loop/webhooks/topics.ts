/** Which triggers belong to a topic (loop.md §4.2); other pairs are accepted and give an empty payload. */
export const TRIGGERS: Record<string, string[]> = {
  return: ['return.created', 'return.updated', 'return.closed'],
  label: ['label.created', 'label.updated'],
  restock: ['restock.requested'],
  giftcard: ['giftcard.requested'],
  'return.processing': ['return.processing.failed'],
  'label.request': ['label.request.issued', 'label.request.cancelled'],
  'happy.returns.shipment': ['shipment.processed'],
};

export const ALL_TRIGGERS = Object.values(TRIGGERS).flat();
