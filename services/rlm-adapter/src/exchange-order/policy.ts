/** What the store has decided about exchange orders; recorded with each of them. */
export interface ExchangePolicy {
  /** us: imported by us. person: a task with the values. vendor-link: the ERP's own job imports them, and is only followed. */
  readonly owner: 'us' | 'person' | 'vendor-link';
  /** Where an order goes whose original the ERP does not show: customer account and ship-to. */
  readonly account: string;
  readonly store: number;
  /** Number of the warehouse that ships it. */
  readonly warehouse: number;
  /** Code of the misc. charge that takes the returned value off. */
  readonly miscChargeCode: string;
  /** Days from the order to the day on which it may be shipped, and from there to the day after which it is void. */
  readonly startInDays: number;
  readonly cancelAfterDays: number;
  /** IANA zone in which an order has its date. */
  readonly timeZone: string;
  /** How far shop and Loop may disagree about the money that the shopper paid, in minor units. */
  readonly toleranceMinor: number;
}
