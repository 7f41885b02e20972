/** A gift card of the shop. Money in minor units of the shop's currency. */
export interface GiftCard {
  id: string;
  lastCharacters: string;
  initialValue: number;
  balance: number;
  currency: string;
  createdAt: string;
  customerId: string | null;
  email: string;
  /** Order that it was issued for; null when it belongs to none. */
  orderId: string | null;
  note: string;
  /** App that issued it. */
  apiClientId: string;
  /** The issuing app's own reference: asked again, the same card is answered. */
  key: string;
}
