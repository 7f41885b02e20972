/** What is given to the bus. Messages with the same key keep their order within a topic. */
export interface OutgoingMessage {
  key: string;
  headers: Record<string, string>;
  value: string;
}

/** What comes from the bus. `offset` grows within the partition, not always by one; it is a 64-bit number, so a string. */
export interface IncomingMessage extends OutgoingMessage {
  topic: string;
  partition: number;
  offset: string;
}
