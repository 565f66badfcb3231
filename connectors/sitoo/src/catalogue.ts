import { personal } from '@cartograph/core'
import * as z from 'zod'
import { askAll } from './client.ts'
import { listedStream } from './listed.ts'
import { offsetPages, offsetPosition } from './offset-walk.ts'
import { asChanges, picked } from './rows.ts'
import { kit } from './settings.ts'

const text = z.string().nullish()

const categoryRow = z.looseObject({
  categoryid: z.int(),
  categoryparentid: z.int().nullish(),
  title: text,
  visible: z.boolean().nullish(),
  sortorder: z.int().nullish(),
  friendly: text,
  custom1: text,
  custom2: text,
  datecreated: z.int().nullish(),
  datemodified: z.int().nullish(),
})

export const categories = listedStream({
  schema: categoryRow,
  path: 'S/categories',
  id: 'categoryid',
  fields: Object.keys(categoryRow.shape),
})

const manufacturerRow = z.looseObject({
  externalcompanyid: z.int(),
  name: text,
  description: text,
  countryid: text,
  phone: personal('phone', text),
  email: personal('email', text),
  url1: text,
  url2: text,
})

export const manufacturers = listedStream({
  schema: manufacturerRow,
  path: 'S/manufacturers',
  id: 'externalcompanyid',
  fields: Object.keys(manufacturerRow.shape),
})

const vatGroupRow = z.looseObject({
  vatid: z.int(),
  value: z.number(),
  productgrouptype: z.int().nullish(),
  productgroupname: text,
  comment: text,
})

/** VAT by group of products. */
export const vatGroups = listedStream({
  schema: vatGroupRow,
  path: 'S/productgroups',
  id: 'vatid',
  fields: Object.keys(vatGroupRow.shape),
})

const priceListRow = z.looseObject({
  pricelistid: z.int(),
  pricelistname: text,
  pricelistdescription: text,
  active: z.boolean().nullish(),
  externalid: text,
  currencycode: text,
  tags: z.array(z.string()).nullish(),
})

export const priceLists = listedStream({
  schema: priceListRow,
  path: 'S/pricelists',
  id: 'pricelistid',
  fields: Object.keys(priceListRow.shape),
})

const priceRow = z.looseObject({
  pricelistid: z.int(),
  productid: z.int(),
  sku: text,
  moneyprice: text,
  moneypricevolume: z
    .array(z.looseObject({ levelstart: z.number(), moneyprice: z.string() }))
    .nullish(),
})
type PriceRow = z.infer<typeof priceRow>
const priceFields = Object.keys(priceRow.shape).filter((name) => name !== 'pricelistid')
const priceList = z.looseObject({ pricelistid: z.int() })

/** The prices of every price list. */
export const prices = kit.stream({
  schema: priceRow,
  key: (row) => [row.pricelistid, row.productid] as const,
  deletes: 'absent',
  list: {
    params: z.strictObject({ pricelistid: z.int() }),
    position: offsetPosition,
    async *plan(context) {
      const rows = await askAll(context, {
        path: 'S/pricelists',
        query: { fields: 'pricelistid' },
      })
      for (const row of rows) {
        const { pricelistid } = priceList.parse(row)
        yield { params: { pricelistid }, scope: String(pricelistid) }
      }
    },
    read(context, { params: { pricelistid } }, from) {
      const path = `S/pricelists/${pricelistid}/pricelistitems`
      const pages = offsetPages(context, { path, query: { fields: priceFields.join(',') } }, from)
      return asChanges(pages, (row): PriceRow => ({
        ...(picked(row, priceFields) as PriceRow),
        pricelistid,
      }))
    },
  },
})

const voucherRow = z.looseObject({
  voucherid: z.int(),
  activepos: z.boolean().nullish(),
  vouchercode: text,
  voucherpassword: text,
  vouchername: text,
  vouchercomment: text,
  datecreated: z.int().nullish(),
  datestart: z.int().nullish(),
  dateend: z.int().nullish(),
  vouchertype: z.int().nullish(),
  value_x: z.number().nullish(),
  value_y: z.number().nullish(),
  value_z: z.number().nullish(),
  money_m: z.union([z.string(), z.number()]).nullish(),
  money_n: z.union([z.string(), z.number()]).nullish(),
  maxuses: z.int().nullish(),
  priority: z.int().nullish(),
  vouchergrouptype: z.int().nullish(),
  voucherstate: z.int().nullish(),
})

/** Campaigns, which Sitoo calls vouchers. */
export const vouchers = listedStream({
  schema: voucherRow,
  path: 'S/vouchers',
  id: 'voucherid',
  fields: Object.keys(voucherRow.shape),
})
