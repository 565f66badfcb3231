import { secret } from '@cartograph/core'
import * as z from 'zod'
import { feedForms, feedSetNames } from './feed-settings.ts'

const words = (what: string) =>
  z.array(z.string().min(1)).min(1).max(1000).optional().describe(what)
const amount = (what: string) =>
  z
    .union([z.number().nonnegative(), z.string().regex(/^\d{1,12}(\.\d{1,4})?$/)])
    .optional()
    .describe(what)
const elementName = z
  .string()
  .regex(/^[A-Za-z_][\w.-]{0,62}$/, 'expected a name of letters, digits, _, - and .')

const filterShape = z.strictObject({
  inStock: z.boolean().optional().describe('Only what can be bought now, or only what cannot.'),
  categories: words('Ids or names of categories; each stands for those below it too.'),
  exceptCategories: words('The same, to leave out.'),
  tags: words('Only products with one of these tags.'),
  exceptTags: words('The same, to leave out.'),
  brands: words('Only these brands.'),
  priceFrom: amount("The least price, in whole units of the feed's currency."),
  priceTo: amount('The highest price.'),
  withImage: z.boolean().optional().describe('Only what has a picture.'),
  status: z
    .array(z.enum(['draft', 'active', 'archived']))
    .min(1)
    .optional()
    .describe('Default: active, and what says nothing.'),
})

const marketShape = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected an ISO 3166 code such as DK')
    .optional()
    .describe('The country, for `$.market.country`.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as DKK')
    .optional()
    .describe("Amounts are converted to it by the rate of the day. Default: each product's own."),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'expected a language such as da or pt-BR')
    .optional()
    .describe('Names, descriptions and pages are taken in it where a product has several.'),
  otherLanguages: z
    .enum(['show', 'leaveOut'])
    .optional()
    .describe('What becomes of products without the language. Default `show`, with a warning.'),
})

export const feedShape = z
  .strictObject({
    set: z
      .enum(feedSetNames)
      .optional()
      .describe('Ready fields: for whom the feed is. Default `plain`.'),
    form: z
      .enum(feedForms)
      .optional()
      .describe('How it is written. Default: what suits the set: rss for google, json for others.'),
    rows: z
      .enum(['variant', 'product'])
      .optional()
      .describe('A row for each variant, or for each product. Default `variant`.'),
    connections: words('Only products of these connections. Default: all.'),
    stores: words('Only products of these stores, by id. Default: all.'),
    market: marketShape.optional().describe('Currency and language.'),
    where: filterShape.optional().describe('Which products are in it.'),
    when: z.json().optional().describe('An expression that is true for the rows that are in it.'),
    fields: z
      .record(z.string().min(1).max(100), z.json())
      .optional()
      .describe(
        'Fields and their expressions; they replace those of the set, and null removes one.',
      ),
    salesDays: z
      .int()
      .min(1)
      .max(180)
      .optional()
      .describe('Over how many days `$.unitsSold` counts. Default 30.'),
    locations: z
      .array(z.string().min(1))
      .max(1000)
      .optional()
      .describe(
        'Warehouses whose stock counts, [] for the sum of all. Default: the stock that the product itself says.',
      ),
    linkParameters: z
      .record(z.string().regex(/^[\w.-]{1,60}$/), z.string().max(500))
      .optional()
      .describe('Added to the addresses of pages, such as utm_source.'),
    invalid: z
      .enum(['leaveOut', 'keep'])
      .optional()
      .describe('What becomes of rows with errors. Default `leaveOut`.'),
    drop: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        'Where a larger share of products would vanish, the run stops and asks. Default 0.2.',
      ),
    every: z
      .string()
      .regex(/^[1-9]\d{0,5}[smhd]$/, 'expected a number and a unit, such as 90s, 15m, 6h or 1d')
      .optional()
      .describe('How often it is made anew, where products changed. Default `1h`.'),
    schedule: z.string().optional().describe('A cron expression in the place of `every`.'),
    timeZone: z
      .string()
      .optional()
      .describe("The IANA time zone of the schedule's hours. Default UTC."),
    keep: z.int().min(1).max(100).optional().describe('How many old versions stay. Default 3.'),
    basic: z
      .strictObject({
        user: z.string().regex(/^[^:\s]+$/, 'expected a name without colons and spaces'),
        password: secret(z.string().min(12, 'expected at least 12 characters')),
      })
      .optional()
      .describe('A name and a password that must be sent beside the address.'),
    separator: z
      .enum([',', ';', '\t', '|'])
      .optional()
      .describe('Between cells of CSV. Default `,`.'),
    guardFormulas: z
      .boolean()
      .optional()
      .describe(
        'Cells of CSV that a spreadsheet would take for a formula begin with an apostrophe. Default false.',
      ),
    names: z
      .strictObject({ root: elementName.optional(), item: elementName.optional() })
      .optional()
      .describe('Names around the rows in XML and JSON. Default: products and product.'),
    channel: z
      .strictObject({
        title: z.string().min(1).max(200).optional(),
        link: z.url({ protocol: /^https?$/ }).optional(),
        description: z.string().max(500).optional(),
      })
      .optional()
      .describe('What RSS says of the whole feed. Default: the id of the feed and the host.'),
    file: z.string().min(1).optional().describe('A file that is replaced by each new document.'),
    to: z
      .strictObject({ connection: z.string(), sink: z.string() })
      .optional()
      .describe('A sink that each row is given to, beside the document.'),
  })
  .refine(({ every, schedule }) => every === undefined || schedule === undefined, {
    message: 'expected `every` or `schedule`, not both',
  })

export type FeedShape = z.infer<typeof feedShape>
