import { callRecordColumns } from './call-record-columns.js';

/** $1 key. */
export const getCall = `SELECT ${callRecordColumns} FROM effects.calls c WHERE c.key = $1`;
