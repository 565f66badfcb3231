import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
/** Optional fields are welcome; interfaces are not (they have no index signature): declare rows with `type`. */
export type JsonObject = { readonly [key: string]: Json | undefined }
/**
 * Any Standard Schema that prints its JSON Schema (zod 4, valibot, arktype). It checks a row and never replaces it:
 * what it does not name is kept. `.meta({ secret: true })`: never logged, never returned. `.meta({ personal: 'email' })`: masked.
 */
export type Schema<T> = StandardSchemaV1<unknown, T> & StandardJSONSchemaV1<unknown, T>
/** Always handed back in the normal form: a tuple. */
export type Key = readonly [string | number, ...(string | number)[]]
