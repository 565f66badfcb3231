import * as z from 'zod'

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w-]{0,62}$/,
    'expected an id: up to 63 letters, digits, - and _, a letter or a digit first',
  )

const mapping = z.union([z.string(), z.record(z.string(), z.unknown())])

export const connectionShape = z.strictObject({
  /** Short for `@cartograph/connector-…`, or the name of any package. */
  connector: z.string().min(1, 'expected the name of a connector'),
  config: z.record(z.string(), z.unknown()).nullish(),
  /** A cron expression: when `cartograph serve` reads the connection. */
  schedule: z.string().optional(),
  /** The IANA time zone that the schedule's hours are of; default UTC. */
  timeZone: z.string().optional(),
  streams: z.array(z.string()).optional(),
  budgets: z.enum(['on', 'off']).optional(),
  mappings: z.array(mapping).nullish(),
})

export const deliveryShape = z.strictObject({
  from: z.string(),
  to: z.strictObject({ connection: z.string(), sink: z.string() }),
  mapping: mapping.optional(),
  replace: z.boolean().optional(),
  settings: z.record(z.string(), z.json()).nullish(),
  paused: z.boolean().optional(),
})

/** Where `cartograph serve` listens, and where vendors reach it. */
const hostShape = z.strictObject({
  /** The public address, for example `https://data.shop.example`; webhooks and surfaces are below it. */
  url: z.string().optional(),
  /** Default 127.0.0.1. */
  address: z.string().min(1, 'expected an address such as 127.0.0.1').optional(),
  /** Default 4700; 0 takes any that is free. */
  port: z.int().min(0).max(65_535).optional(),
})

/** The configuration file. What a connector's `config` may hold, only the connector knows. */
export const configurationShape = z.strictObject({
  version: z.literal(1),
  organisation: id,
  store: z.string().min(1, 'expected a path or a postgres:// URL').optional(),
  host: hostShape.nullish(),
  connections: z.record(id, connectionShape).nullish(),
  deliveries: z.record(id, deliveryShape).nullish(),
})

export type ConnectionShape = z.infer<typeof connectionShape>
export type DeliveryShape = z.infer<typeof deliveryShape>

const expression = z.json()

/** A mapping as data; what its expressions mean is the mapping language's to check. */
export const mappingShape = z.strictObject({
  id: z.string().min(1, 'expected a name'),
  from: z.union([
    z.strictObject({ connector: z.string(), stream: z.string() }),
    z.strictObject({ entity: z.string() }),
  ]),
  to: z.union([
    z.strictObject({ entity: z.string() }),
    z.strictObject({ connector: z.string(), sink: z.string() }),
  ]),
  with: z
    .record(
      z.string(),
      z.strictObject({
        entity: z.string(),
        where: z.record(z.string(), expression),
        take: z.union([z.enum(['one', 'all']), z.int().positive()]),
        orderBy: z.string().optional(),
        follow: z.boolean(),
      }),
    )
    .optional(),
  each: expression.optional(),
  group: z
    .strictObject({ by: z.array(expression).min(1), order: z.array(expression).optional() })
    .optional(),
  when: expression.optional(),
  fields: z.record(z.string(), expression),
  onMissing: z.enum(['error', 'omit', 'null']).optional(),
  onDrift: z.enum(['warn', 'rejectValue', 'rejectRecord', 'pause']).optional(),
})
