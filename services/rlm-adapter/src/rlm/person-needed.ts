/** RLM has no call for it over this transport: a person does it there, with exactly these values. Nothing was sent. */
export class PersonNeeded extends Error {
  constructor(
    message: string,
    readonly values: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}
