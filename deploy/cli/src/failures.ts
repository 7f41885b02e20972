/** Refused, or failed, in words for a person: exit code 1. */
export class Refused extends Error {}

/** The command line itself is wrong: exit code 2. */
export class Misused extends Error {}
