import type { JsonSchema } from './json-schema.ts'
import {
  closed,
  dateTime,
  free,
  integer,
  list,
  number,
  orNull,
  text,
  texts,
  uri,
  words,
} from './schema-words.ts'

/** Pieces that the schemas of several events share. */
export const extraProperties = free
const classifications = list(closed({ key: text, value: text }))
export const amount = closed({
  total: number,
  revenue: number,
  shipping: number,
  tax: number,
  discount: number,
  local: closed({ currency: text, exchangeRate: number }),
})

export const catalogue = {
  id: text,
  sku: text,
  name: text,
  price: number,
  imageUrl: uri,
  linkUrl: uri,
  shortDescription: text,
  category: texts,
  classifications,
} as const
const seen = {
  ...catalogue,
  vendor: orNull(text),
  weight: orNull(number),
  itemQuantity: orNull(number),
} as const
export const product = closed({
  ...seen,
  orderLineId: integer,
  type: words('sale', 'return'),
  quantity: number,
  subtotal: number,
  discount: number,
  tax: number,
  unitOfMeasure: orNull(text),
  coupon: text,
})
export const sessionProduct = closed({
  ...seen,
  classifications: list(closed({ key: text, value: text }, 'key', 'value')),
})
export const taken = closed({
  ...seen,
  quantity: number,
  unitOfMeasure: orNull(text),
  extraProperties,
})
export const shown = closed({ ...seen, extraProperties })

export const channel = words('SMS', 'EMAIL', 'PUSH', 'FAX')
export const anyChannel = words('SMS', 'EMAIL', 'PUSH', 'FAX', 'IM')
export const campaign = {
  subscriberId: text,
  campaignSubject: text,
  campaignId: text,
  campaignName: text,
  campaignTags: texts,
  extraProperties,
} as const
const address = { street: text, city: text, country: text, province: text, region: text, zip: text }
export const happening = {
  eventId: text,
  eventName: text,
  eventDate: dateTime,
  eventType: text,
  eventLocation: orNull(
    closed({
      type: words(
        'STORE',
        'VENUE',
        'STADIUM',
        'MUSEUM',
        'HEADQUARTERS',
        'PALACE',
        'CLUB',
        'ROOM',
        'OTHER',
      ),
      id: text,
      name: text,
      address: closed({ ...address, geo: closed({ lat: number, lon: number }) }),
    }),
  ),
  extraProperties,
} as const
export const service = closed({
  subscriberId: text,
  serviceId: text,
  serviceName: text,
  serviceType: text,
  startDate: dateTime,
  endDate: dateTime,
  extraProperties,
})
export const ticket = closed({
  ticketId: text,
  category: texts,
  subject: text,
  text,
  extraProperties,
})
export const reward = closed(
  {
    rewardAmount: { type: 'number', minimum: 0 },
    rewardDescription: text,
    rewardType: text,
    rewardTypeId: text,
    extraProperties,
  },
  'rewardAmount',
  'rewardTypeId',
)
export const delivery = closed({ id: text, name: text, description: text }, 'id')
export const positive: JsonSchema = { type: 'number', minimum: 0 }
export const bare = closed({ extraProperties })
export const named = closed({ name: text, extraProperties })
export const page = {
  path: text,
  referer: text,
  search: text,
  title: text,
  url: uri,
  extraProperties,
}
