import { definitionOf, eventTypes } from '../envelope.js';
import { asyncApi } from './asyncapi.js';
import { eventSchema, schemaFile } from './event-schema.js';
import { stableJson } from './json.js';

/** Content by path below `generated/`, with forward slashes. */
export type Files = ReadonlyMap<string, string>;

/** Everything that the catalogue generates. */
export function documents(): Files {
  const schemas = eventTypes.map(definitionOf).map((definition): [string, string] => {
    return [schemaFile(definition.type, definition.version), stableJson(eventSchema(definition))];
  });
  return new Map([...schemas, ['asyncapi.json', stableJson(asyncApi())]]);
}
