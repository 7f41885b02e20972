import { GraphQLError, type GraphQLFieldResolver, type GraphQLTypeResolver } from 'graphql';
import { isRecord } from '../../kernel/index.js';
import { accessDenied } from './access.js';
import type { Context } from './context.js';

const NOT_IMPLEMENTED = 'SIMULATOR_NOT_IMPLEMENTED';

/** What Shopify has and this simulator has not: an error by name, so that no test takes a hole for "nothing there". */
export const notImplemented = (what: string): GraphQLError =>
  new GraphQLError(`The Shopify simulator does not implement ${what}`, { extensions: { code: NOT_IMPLEMENTED } });

export const isNotImplemented = ({ extensions }: GraphQLError): boolean => extensions.code === NOT_IMPLEMENTED;

/** Answers a field from the view of its owner: a value, or a function of the field's arguments. */
export const resolveField: GraphQLFieldResolver<unknown, Context> = (view, args: object, context, info) => {
  const { fieldName, parentType } = info;
  if (!isRecord(view) || !(fieldName in view)) throw notImplemented(`${parentType.name}.${fieldName}`);
  const field = parentType.getFields()[fieldName];
  const denied = field && accessDenied(field, context.shop.scopes);
  if (denied !== undefined) throw denied;
  const value = view[fieldName];
  if (typeof value !== 'function') return value;
  const given = context.bulk && /Connection!?$/.test(String(info.returnType)) ? { ...args, first: Infinity } : args;
  return (value as (...all: unknown[]) => unknown)(given, context, info);
};

/** The view of an interface or a union names its type. */
export const resolveType: GraphQLTypeResolver<unknown, Context> = (view) => {
  if (isRecord(view) && typeof view.__typename === 'string') return view.__typename;
  throw new Error('a view of an abstract type must have a __typename');
};
