/** The vendor's error codes that this simulator answers with (contracts/aims360.md §7). */
export type AimsCode =
  | 'InvalidInput'
  | 'OutOfRangeInput'
  | 'UnsupportedQueryParameter'
  | 'InvalidQueryParameterValue'
  | 'InvalidAuthenticationInfo'
  | 'AccountIsDisabled'
  | 'InsufficientAccountPermissions'
  | 'ResourceNotFound'
  | 'UnsupportedHttpVerb'
  | 'ResourceAlreadyExists'
  | 'InvalidState'
  | 'PeriodClosed'
  | 'ExceedsOpenBalance'
  | 'OverReceipt'
  | 'ConditionNotMet'
  | 'RequestBodyTooLarge'
  | 'TooManyRequests'
  | 'InternalError'
  | 'ServerBusy';

const statuses: Readonly<Record<AimsCode, number>> = {
  InvalidInput: 400,
  OutOfRangeInput: 400,
  UnsupportedQueryParameter: 400,
  InvalidQueryParameterValue: 400,
  InvalidAuthenticationInfo: 401,
  AccountIsDisabled: 403,
  InsufficientAccountPermissions: 403,
  ResourceNotFound: 404,
  UnsupportedHttpVerb: 405,
  ResourceAlreadyExists: 409,
  InvalidState: 409,
  PeriodClosed: 409,
  ExceedsOpenBalance: 409,
  OverReceipt: 409,
  ConditionNotMet: 412,
  RequestBodyTooLarge: 413,
  TooManyRequests: 429,
  InternalError: 500,
  ServerBusy: 503,
};

/** A request that AIMS360 turns down. `existingID` names the document that a duplicate would repeat. */
export class AimsRefusal extends Error {
  override readonly name = 'AimsRefusal';
  readonly status: number;
  constructor(
    readonly code: AimsCode,
    message: string,
    readonly existingID?: string,
  ) {
    super(message);
    this.status = statuses[code];
  }
}

/** For `Reader`: a field that is missing or wrong. */
export const invalidInput = (message: string): AimsRefusal => new AimsRefusal('InvalidInput', message);

/** Throws `InvalidInput` when `found` is undefined. */
export const known = <T>(found: T | undefined, what: string): T => {
  if (found === undefined) throw invalidInput(`${what} does not exist.`);
  return found;
};
