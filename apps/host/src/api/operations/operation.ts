import type * as z from 'zod'
import type { Permission } from '../../rights/index.ts'

/** What is told of a kind of trouble that only some operations have; the rest is common to all. */
export type OwnError = 400 | 403 | 404 | 409 | 412 | 415 | 422 | 428 | 502

export type StreamedForm =
  | 'text/event-stream'
  | 'image/svg+xml'
  | 'text/csv'
  | 'application/x-ndjson'
  | 'application/pdf'
  | 'application/zip'
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'

/** An answer that is no single piece of JSON. */
export interface Streamed {
  readonly streamed: StreamedForm | readonly StreamedForm[]
}

/**
 * How a wish that is sent again is known, by its `Idempotency-Key`: `wanted`, the answer is kept under one that is given; `judged`, there
 * must be one, and what is written keeps it.
 */
export type Keyed = 'wanted' | 'judged'

/** What is known of one route of the API: the one place for what it asks for, what it takes and what it tells. */
export interface Operation {
  readonly summary: string
  /** More than fits in a line, for the reference. */
  readonly description?: string
  /** A permission; `anybody`; `address`: whoever knows an address that holds a token of its own; `caller`: whoever has a token or a session that is good; `person`: whoever is signed in. */
  readonly access: Permission | 'anybody' | 'address' | 'caller' | 'person'
  /** It answers as the node of whoever asks, and tells and changes nothing beyond it. */
  readonly node?: true
  /** A parameter of the query that asks for more than the route does, and what then counts in its place. */
  readonly queryAccess?: readonly [parameter: string, permission: Permission]
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** How large the body may be. Default: 65,536 bytes. */
  readonly bodyBytes?: number
  /** The body is judged where it is used, in words that know more than its shape. */
  readonly judgesBody?: true
  /** A body that is taken; needed where the shape alone does not make one. */
  readonly example?: unknown
  /** What is said where query or body do not fit, before the place that does not. */
  readonly expected?: string
  readonly hint?: string
  readonly key?: Keyed
  /** It changes what others may be changing too, and asks in `If-Match` which version was seen. */
  readonly versioned?: true
  /** Default: 200. */
  readonly status?: 200 | 201 | 202 | 204 | 302 | readonly (200 | 201 | 204)[]
  /** Missing: it answers without a body. */
  readonly answer?: z.ZodType | Streamed
  readonly errors?: readonly OwnError[]
}

type Methods = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A method and a path below `/api`, as the router writes them. */
export type Route = `${Methods} /api/${string}`

/** Operations by their routes, with the types of their schemas. */
export function operations<const Described extends Readonly<Record<Route, Operation>>>(
  described: Described,
): Described {
  return described
}
