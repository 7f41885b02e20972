import { z } from 'zod';
import type { EventDefinition } from '../schema/define-event.js';

/** Where the schema of an event lies, below `generated/`. */
export function schemaFile(type: string, version: number): string {
  return `schemas/${type}.v${version}.json`;
}

/** JSON Schema 2020-12 of an event's data. Its `$id` is what messages carry in `ce_dataschema`. */
export function eventSchema(definition: EventDefinition): Record<string, unknown> {
  const { type, version, summary, schema } = definition;
  const { $schema, ...body } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    // What a sender may write, not what our parser returns: the latter forbids unlisted members, and adding one is no break.
    io: 'input',
    override: ({ jsonSchema }) => {
      // zod spells the calendar out in a pattern that changes with its version; the promise is the format, in UTC.
      if (jsonSchema.format === 'date-time') jsonSchema.pattern = 'Z$';
      if (Array.isArray(jsonSchema.required)) jsonSchema.required.sort();
    },
  });
  return { $schema, $id: `/${schemaFile(type, version)}`, title: type, description: summary, ...body };
}
