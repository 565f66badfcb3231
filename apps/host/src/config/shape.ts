import { secret } from '@cartograph/core'
import * as z from 'zod'
import { isRange } from '../egress/index.ts'
import { attributionShape } from './attribution-shape.ts'
import { contactingShape, writtenAutomationShape } from './automation-shape.ts'
import { cartShape } from './cart-shape.ts'
import { customersShape } from './customer-shape.ts'
import { dashboardShape } from './dashboard-shape.ts'
import { failuresShape } from './failure-shape.ts'
import { feedShape } from './feed-shape.ts'
import { alertShape, digestShape, insightsShape, quotaShape } from './notice-shape.ts'
import { modulesShape } from './modules-shape.ts'
import { peopleShape } from './people-shape.ts'
import { portalShape } from './portal-shape.ts'
import { reportShape } from './report-shape.ts'
import { secretsShape } from './secrets-shape.ts'
import { segmentShape } from './segment-shape.ts'
import { tokenShape } from './token-shape.ts'

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w-]{0,62}$/,
    'expected an id: up to 63 letters, digits, - and _, a letter or a digit first',
  )

const mapping = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .describe('The path of a mapping file, or the mapping itself.')

export const connectionShape = z.strictObject({
  connector: z
    .string()
    .min(1, 'expected the name of a connector')
    .describe('Short for `@cartograph/connector-…`, or the name of any package.'),
  config: z
    .record(z.string(), z.unknown())
    .nullish()
    .describe('The settings of the connector; `cartograph docs CONNECTOR` describes them.'),
  schedule: z
    .string()
    .optional()
    .describe('A cron expression: when `cartograph serve` reads the connection.'),
  timeZone: z
    .string()
    .optional()
    .describe("The IANA time zone that the schedule's hours are of. Default UTC."),
  streams: z.array(z.string()).optional().describe('What is read. Default: every stream.'),
  owner: z
    .email('expected an e-mail address')
    .optional()
    .describe(
      'Who is mailed when the connection does not work, and when it works again. Default: the owners of the organisation.',
    ),
  isolation: z
    .enum(['process', 'none'])
    .optional()
    .describe(
      '`process` runs the connector in a process of its own, next to without permissions. Default `none`.',
    ),
  budgets: z
    .enum(['on', 'off'])
    .optional()
    .describe("`off` lifts the vendor's declared limits. Default `on`."),
  requestsAtOnce: z
    .int()
    .min(1, 'expected at least 1')
    .max(64, 'expected 64 at the most')
    .optional()
    .describe(
      'No more requests of one process are under way at once, whatever the vendor takes. Default: found by trying.',
    ),
  mappings: z
    .array(mapping)
    .nullish()
    .describe("What becomes of streams, in the place of the connector's own mappings."),
})

/** A mapping with a name of its own. */
const namedMappingShape = z.strictObject({
  connection: z
    .string()
    .optional()
    .describe(
      "The connection whose stream it maps, in the place of the connector's own mapping of that stream.",
    ),
  delivery: z.string().optional().describe('The delivery that it makes the items of.'),
  mapping,
})

const serveShape = z.strictObject({
  every: z
    .string()
    .regex(/^[1-9]\d{0,5}[smhd]$/, 'expected a number and a unit, such as 90s, 15m, 6h or 1d')
    .optional()
    .describe('`cartograph serve` makes it anew at most this often, such as `15m`. Default `60s`.'),
  keep: z.int().min(1).max(100).optional().describe('How many old versions stay. Default 3.'),
  basic: z
    .strictObject({
      user: z.string().regex(/^[^:\s]+$/, 'expected a name without colons and spaces'),
      password: secret(z.string().min(12, 'expected at least 12 characters')),
    })
    .optional()
    .describe('A name and a password that the vendor must send beside the address.'),
})

export const deliveryShape = z.strictObject({
  from: z.string().describe('The entity of the commerce model that is sent.'),
  to: z.strictObject({
    connection: z.string().describe('The id of a connection of this file.'),
    sink: z.string().describe("One of its connector's sinks."),
  }),
  mapping: mapping.optional(),
  replace: z.boolean().optional().describe('Every push replaces all that is there. Default false.'),
  settings: z
    .record(z.string(), z.json())
    .nullish()
    .describe('What `$settings` reads in the mapping.'),
  segment: z
    .string()
    .optional()
    .describe(
      'Only what is in this segment is sent; what leaves it is taken away where the sink can. Default: all.',
    ),
  segments: z
    .array(z.string())
    .optional()
    .describe(
      'The mapping reads in `$.segments` which of these a row is in, for tags and lists. Default: none.',
    ),
  paused: z.boolean().optional().describe('Nothing is sent while this is true. Default false.'),
  consent: z
    .enum(['required', 'assumed'])
    .optional()
    .describe(
      'Where nobody knows whether a person agreed: `required` sends nothing, `assumed` sends. Default `required`; who said no is sent nothing either way.',
    ),
  serve: serveShape.nullish().describe('How a document that the vendor fetches is served.'),
})

/** Where `cartograph serve` listens, and where vendors reach it. */
const hostShape = z.strictObject({
  url: z
    .string()
    .optional()
    .describe(
      'The public address, for example `https://data.shop.example`; webhooks and surfaces are below it.',
    ),
  address: z
    .string()
    .min(1, 'expected an address such as 127.0.0.1')
    .optional()
    .describe('Where to listen. Default 127.0.0.1.'),
  port: z.int().min(0).max(65_535).optional().describe('Default 4700; 0 takes any that is free.'),
  log: z
    .strictObject({
      level: z
        .enum(['debug', 'info', 'warn', 'error'])
        .optional()
        .describe('Lines below it are left out. Default `info`; `debug` has every request.'),
    })
    .nullish()
    .describe('What the log of `cartograph serve` tells.'),
  metrics: z
    .strictObject({
      token: z
        .string()
        .min(16, 'expected at least 16 characters')
        .optional()
        .describe('Who sends it as `Authorization: Bearer …` may read `/metrics`. A secret.'),
      address: z
        .string()
        .min(1, 'expected an address such as 127.0.0.1')
        .optional()
        .describe('Where the port for metrics listens. Default 127.0.0.1.'),
      port: z
        .int()
        .min(0)
        .max(65_535)
        .optional()
        .describe('A port for metrics alone. Default: none; then `/metrics` needs the token.'),
    })
    .nullish()
    .describe('Where Prometheus reads figures. Default: nowhere.'),
  support: z
    .union([z.email(), z.url({ protocol: /^https?$/ })])
    .optional()
    .describe(
      'Whom people ask who cannot go on: an e-mail address or a page, shown with every failure. Default: nobody.',
    ),
  egress: z
    .strictObject({
      private: z
        .array(z.string().refine(isRange, 'expected a range of addresses such as "10.0.0.0/8"'))
        .max(100)
        .optional()
        .describe(
          'Ranges of private addresses that connections may be made to, such as `10.20.0.0/16`; `127.0.0.1/32` is this machine. Default: none.',
        ),
    })
    .nullish()
    .describe('Which addresses beside public ones this host may connect to.'),
})

/** The configuration file. What a connector's `config` may hold, only the connector knows. */
export const configurationShape = z.strictObject({
  version: z.literal(1),
  organisation: id.describe('A short name of whom the data belongs to.'),
  store: z
    .string()
    .min(1, 'expected a path or a postgres:// URL')
    .optional()
    .describe('Where everything is kept: a file. Default ./cartograph.db.'),
  secrets: secretsShape.nullish().describe('How secrets are kept in the store.'),
  host: hostShape.nullish().describe('Where `cartograph serve` listens.'),
  connections: z
    .record(id, connectionShape)
    .nullish()
    .describe('Accounts at vendors, each with the connector that speaks to it.'),
  deliveries: z
    .record(id, deliveryShape)
    .nullish()
    .describe('What is sent from the store, and where to.'),
  mappings: z
    .record(id, namedMappingShape)
    .nullish()
    .describe('Mappings with names of their own, each for a connection or a delivery.'),
  modules: modulesShape
    .nullish()
    .describe('What organisations may use that are not set up in this file alone.'),
  customers: customersShape
    .nullish()
    .describe('Who is the same person, what a profile is made of, and which node sees whom.'),
  rates: z
    .enum(['ecb', 'none'])
    .optional()
    .describe(
      '`ecb`: `cartograph serve` fetches the reference rates of the European Central Bank from www.ecb.europa.eu. Default `none`.',
    ),
  people: peopleShape.nullish().describe('How people sign in.'),
  tokens: z
    .record(id, tokenShape)
    .nullish()
    .describe('Tokens of the API, by name. One that is taken out of the file is revoked.'),
  audit: z
    .strictObject({
      keep: z
        .string()
        .regex(/^[1-9]\d{0,4}d$/, 'expected a number of days, such as 400d')
        .optional()
        .describe('Entries that are older are forgotten, once a day. Default: none ever is.'),
    })
    .nullish()
    .describe('How long it is known who did what.'),
  segments: z
    .record(z.string(), segmentShape)
    .nullish()
    .describe(
      'Segments of your own, by id, and predefined ones whose members are told of as they enter and leave.',
    ),
  attribution: attributionShape
    .nullish()
    .describe('How orders are attributed to the campaigns whose links led to them.'),
  contacting: contactingShape
    .nullish()
    .describe('What holds for everything that automations send to people.'),
  automations: z
    .record(id, writtenAutomationShape)
    .nullish()
    .describe('What is done when something happens.'),
  insights: insightsShape.nullish().describe('How insights are worded.'),
  digests: z
    .record(id, digestShape)
    .nullish()
    .describe('What is out of the ordinary, sent each day or week.'),
  alerts: z
    .record(id, alertShape)
    .nullish()
    .describe('Metrics that are told of when they cross a limit.'),
  failures: failuresShape
    .nullish()
    .describe('Who is mailed when a connection does not work, and when it works again.'),
  feeds: z
    .record(id, feedShape)
    .nullish()
    .describe('Documents of products, made of what the store has and fetched from an address.'),
  dashboards: z
    .record(id, dashboardShape)
    .nullish()
    .describe('Dashboards of your own, made of templates and widgets.'),
  reports: z
    .record(id, reportShape)
    .nullish()
    .describe('Dashboards that are sent at their times, as mails with a PDF or in words.'),
  portals: z
    .record(id, portalShape)
    .nullish()
    .describe('Dashboards for clients, each portal shown by a link of its own.'),
  carts: z
    .record(id, cartShape)
    .nullish()
    .describe('What is sent about carts that are left, and when; a rule for each shop.'),
  quota: quotaShape.nullish().describe('How many paid orders the account may have.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected the ISO 4217 code of a currency, such as EUR')
    .optional()
    .describe('What segments compare amounts in. Default: the currency of the first store.'),
  timeZone: z
    .string()
    .optional()
    .describe(
      "The IANA time zone in which a day of the organisation begins. Default: the first store's.",
    ),
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
