import { MoneyError } from '../src/index.js';

/** The code with which the call is refused; 'accepted' when it is not. */
export function refusal(call: () => unknown): string {
  try {
    call();
    return 'accepted';
  } catch (error) {
    if (error instanceof MoneyError) return error.code;
    throw error;
  }
}
