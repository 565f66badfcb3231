import { personal } from '@cartograph/core'
import * as z from 'zod'

const text = (description: string) => z.string().nullish().meta({ description })
const guid = (description: string) => z.guid('expected a GUID').nullish().meta({ description })
export const decimalText = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/, 'expected a decimal such as 899.00, without a currency')
const decimal = (description: string) => decimalText.nullish().meta({ description })
const instant = z.iso.datetime({ offset: true })
const productId = z
  .string()
  .min(1)
  .meta({ description: 'As in the feed: of the variant, where there are variants.' })

/** Who did it, where and when; what Raptor tells people by. */
const visitor = {
  key: z.string().min(1).meta({ description: 'What tells it from others; not sent.' }),
  at: instant.meta({ description: 'When it happened. Raptor is not told what is old; not sent.' }),
  cookieId: guid('`coid`: the device, from the cookie `rsa` of the shop’s page.'),
  sessionId: guid('`sid`: the session. Without one it is made of the key, the same each time.'),
  userId: text('`UserId`: by the setting `userId` the address or the shop’s id of the customer.'),
  email: personal('email', z.string().nullish()).meta({
    description: '`ruid`: to whom mails are attributed.',
  }),
  reaId: text('`reaid`: from the link of a mail.'),
  customer: text('The customer’s id in the store, whose consent is asked for; not sent.'),
  url: text('The page.'),
  more: z
    .record(z.string().regex(/^p[1-9]\d{0,2}$/, 'expected a parameter such as p25'), z.string())
    .nullish()
    .meta({ description: 'Parameters of your own, such as p25.' }),
}

/** Any event of a visitor: a visit, a click, a favourite. */
export const eventItem = z.strictObject({
  ...visitor,
  event: z
    .string()
    .regex(/^[a-z]+$/, 'expected an event of Raptor such as visit, in small letters')
    .meta({
      description:
        'In Raptor’s words: pageview, visit, itemclick, favorite, contentvisit, search, searchclick, searchresult, setuser.',
    }),
  productId: text('As in the feed.'),
  productName: text('Its name.'),
  categoryPath: text('`id#name;id#name`, from the top.'),
  brandId: text('Its brand.'),
  contentId: text('The article that was read.'),
  itemPrice: decimal('The price of one, reduced where it is reduced.'),
  inStock: z.boolean().nullish().meta({ description: 'Whether it can be bought.' }),
  masterId: text('The product of the variant.'),
  favorites: z.array(productId).nullish().meta({ description: 'All favourites after the change.' }),
  moduleName: text('`am`: the module that recommended what was clicked.'),
})
export type EventItem = z.infer<typeof eventItem>

/** What lies in a basket after a change. */
export const basketItem = z.strictObject({
  ...visitor,
  basketId: z.string().min(1).meta({ description: 'The shop’s id of the basket.' }),
  products: z.array(productId).meta({ description: 'All products, each counts once.' }),
})
export type BasketItem = z.infer<typeof basketItem>

/** One line of an order. */
export const purchaseItem = z.strictObject({
  ...visitor,
  orderId: z.string().min(1).meta({ description: 'The same for all lines of an order.' }),
  productId,
  productName: text('Its name.'),
  categoryPath: text('`id#name;id#name`, from the top.'),
  brandId: text('Its brand.'),
  subtotal: decimal('What the line costs.'),
  currency: text('ISO 4217.'),
  itemPrice: decimal('The price of one.'),
  quantity: z.number().positive().nullish().meta({ description: 'How many; rounded up.' }),
  masterId: text('The product of the variant.'),
  basketId: text('The basket that it was in.'),
})
export type PurchaseItem = z.infer<typeof purchaseItem>

export type Visitor = z.infer<z.ZodObject<typeof visitor>>
