/**
 * The time of a runner's statement, always parameter $1. Null, the normal case, is the database's clock: leases then do not depend
 * on how well the clocks of several hosts agree. A value is the clock of a test.
 */
export const now = `COALESCE($1::timestamptz, statement_timestamp())`;

/** A time that lies a parameter's milliseconds after `now`. */
export const nowPlus = (parameter: string): string => `${now} + ${parameter}::float8 * interval '1 millisecond'`;
