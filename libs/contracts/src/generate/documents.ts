import { definitionOf, eventTypes } from '../envelope.js';
import { schemasOf } from '../schema/define-event.js';
import { asyncApi } from './asyncapi.js';
import { eventSchema, schemaFile } from './event-schema.js';
import { stableJson } from './json.js';

/** Content by path below `generated/`, with forward slashes. */
export type Files = ReadonlyMap<string, string>;

/** Everything that the catalogue generates: each version of each event, and the bus. */
export function documents(): Files {
  const schemas = eventTypes.map(definitionOf).flatMap((definition) =>
    schemasOf(definition).map((schema, index): [string, string] => {
      const version = index + 1;
      return [schemaFile(definition.type, version), stableJson(eventSchema({ ...definition, version, schema }))];
    }),
  );
  return new Map([...schemas, ['asyncapi.json', stableJson(asyncApi())]]);
}
