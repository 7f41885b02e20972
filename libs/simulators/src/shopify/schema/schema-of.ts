import { buildClientSchema, isInterfaceType, isObjectType, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { accessOf, type Access } from './access-notes.js';
import { introspectionOf, type ApiVersion } from './official-files.mjs';

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    access?: Access | undefined;
  }
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    access?: Access | undefined;
  }
  interface GraphQLInterfaceTypeExtensions {
    access?: Access | undefined;
  }
}

const schemas = new Map<ApiVersion, GraphQLSchema>();

/** Shopify's official schema of one version, built on first use (about 0.3 s and 10 MB). Types and fields carry their access note. */
export function schemaOf(version: ApiVersion): GraphQLSchema {
  const known = schemas.get(version);
  if (known !== undefined) return known;
  const official = introspectionOf(version) as Official;
  const schema = buildClientSchema(official, { assumeValid: true });
  noteAccess(schema, official);
  schemas.set(version, schema);
  return schema;
}

type Noted = { name: string; requiredAccess?: string | null };
type Official = IntrospectionQuery & { __schema: { types: readonly (Noted & { fields?: readonly Noted[] | null })[] } };

function noteAccess(schema: GraphQLSchema, official: Official): void {
  for (const { name, requiredAccess, fields } of official.__schema.types) {
    const type = schema.getType(name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    type.extensions = { access: accessOf(requiredAccess, type === schema.getMutationType()) };
    for (const note of fields ?? []) {
      const field = type.getFields()[note.name];
      if (field === undefined) continue;
      field.extensions = { access: accessOf(note.requiredAccess, type === schema.getMutationType()) };
    }
  }
}
