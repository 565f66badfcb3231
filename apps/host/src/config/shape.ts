import * as z from 'zod'
import { attributionShape } from './attribution-shape.ts'
import { contactingShape, writtenAutomationShape } from './automation-shape.ts'
import { cartShape } from './cart-shape.ts'
import { connectionShape } from './connection-shape.ts'
import { customersShape } from './customer-shape.ts'
import { dashboardShape } from './dashboard-shape.ts'
import { deliveryShape } from './delivery-shape.ts'
import { failuresShape } from './failure-shape.ts'
import { feedShape } from './feed-shape.ts'
import { hostShape } from './host-shape.ts'
import { namedMappingShape } from './mapping-shape.ts'
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
