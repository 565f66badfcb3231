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

/**
 * What the events of each type may tell; all of them are closed.
 *
 * @see https://github.com/psantori/contacthub-json-schemas (schemas of October 2018, read 2026-11)
 */
const extraProperties = free
const classifications = list(closed({ key: text, value: text }))
const amount = closed({
  total: number,
  revenue: number,
  shipping: number,
  tax: number,
  discount: number,
  local: closed({ currency: text, exchangeRate: number }),
})

const catalogue = {
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
const product = closed({
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
const sessionProduct = closed({
  ...seen,
  classifications: list(closed({ key: text, value: text }, 'key', 'value')),
})
const taken = closed({ ...seen, quantity: number, unitOfMeasure: orNull(text), extraProperties })
const shown = closed({ ...seen, extraProperties })

const channel = words('SMS', 'EMAIL', 'PUSH', 'FAX')
const anyChannel = words('SMS', 'EMAIL', 'PUSH', 'FAX', 'IM')
const campaign = {
  subscriberId: text,
  campaignSubject: text,
  campaignId: text,
  campaignName: text,
  campaignTags: texts,
  extraProperties,
} as const
const address = { street: text, city: text, country: text, province: text, region: text, zip: text }
const happening = {
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
const service = closed({
  subscriberId: text,
  serviceId: text,
  serviceName: text,
  serviceType: text,
  startDate: dateTime,
  endDate: dateTime,
  extraProperties,
})
const ticket = closed({ ticketId: text, category: texts, subject: text, text, extraProperties })
const reward = closed(
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
const delivery = closed({ id: text, name: text, description: text }, 'id')
const positive: JsonSchema = { type: 'number', minimum: 0 }
const bare = closed({ extraProperties })
const named = closed({ name: text, extraProperties })
const page = { path: text, referer: text, search: text, title: text, url: uri, extraProperties }

export const eventSchemas: Readonly<Record<string, JsonSchema>> = {
  abandonedCart: closed({
    orderId: text,
    abandonedCartUrl: uri,
    storeCode: text,
    amount,
    products: list(product),
    extraProperties,
  }),
  abandonedSession: closed({
    abandonedSessionUrl: uri,
    products: list(sessionProduct),
    extraProperties,
  }),
  addedCompare: shown,
  addedProduct: taken,
  addedReward: reward,
  addedWishlist: shown,
  campaignBlacklisted: closed({ ...campaign, channel, listId: text, listName: text }),
  campaignBounced: closed({ ...campaign, channel }),
  campaignLinkClicked: closed({
    ...campaign,
    channel,
    linkUrl: uri,
    linkId: text,
    linkTags: texts,
  }),
  campaignMarkedSpam: closed({ ...campaign, channel }),
  campaignOpened: closed({ ...campaign, channel }),
  campaignOptinRequested: closed({
    listId: text,
    listName: text,
    subscriberId: text,
    channel: anyChannel,
    channelType: text,
    invitationChannel: anyChannel,
    invitationChannelType: text,
    extraProperties,
  }),
  campaignSent: closed({ ...campaign, channel: anyChannel, channelType: text }),
  campaignSubscribed: closed({
    subscriberId: text,
    listId: text,
    listName: text,
    channel: anyChannel,
    channelType: text,
    extraProperties,
  }),
  campaignUnsubscribed: closed({
    ...campaign,
    channel: anyChannel,
    channelType: text,
    listId: text,
    listName: text,
  }),
  changedSetting: closed({
    setting: words('LANGUAGE', 'TIMEZONE', 'CURRENCY', 'EMAIL', 'PASSWORD', 'USERNAME', 'OTHER'),
    oldValue: text,
    newValue: text,
    extraProperties,
  }),
  clickedLink: closed({ ...page, linkTags: texts }),
  closedTicket: ticket,
  completedOrder: closed({
    orderId: text,
    type: words('sale', 'return', 'sale-return'),
    storeCode: text,
    paymentMethod: words('cash', 'creditcard', 'debitcard', 'paypal', 'other'),
    shippingMethod: text,
    amount,
    products: list(product),
    extraProperties,
  }),
  eventConfirmed: closed(happening),
  eventDeclined: closed(happening),
  eventEligible: closed(happening),
  eventInvited: closed(happening),
  eventNoShow: closed(happening),
  eventNotInvited: closed(happening),
  eventParticipated: closed({
    ...happening,
    checkIn: dateTime,
    checkOut: dateTime,
    host: closed({
      firstName: text,
      lastName: text,
      title: text,
      contacts: closed({
        email: { type: 'string', format: 'email' },
        phone: text,
        mobilePhone: text,
      }),
    }),
  }),
  eventRegistered: closed(happening),
  formCompiled: closed({ formName: text, formId: text, data: free, extraProperties }),
  genericActiveEvent: named,
  genericPassiveEvent: named,
  grantedCoupon: closed(
    {
      code: text,
      redeemDate: dateTime,
      startValidityDate: dateTime,
      redemptionDate: dateTime,
      campaignId: text,
      campaignName: text,
      campaignDescription: text,
      status: text,
      type: text,
      redeemedAmount: positive,
      totalAmount: positive,
      remainingAmount: positive,
      deliveryChannel: delivery,
      deliveryMedium: delivery,
      category: texts,
      extraProperties,
    },
    'startValidityDate',
    'totalAmount',
  ),
  loggedIn: bare,
  loggedOut: bare,
  openedTicket: ticket,
  orderShipped: closed({
    orderId: text,
    type: text,
    carrier: text,
    trackingCode: text,
    trackingUrl: uri,
    weight: number,
    packages: integer,
  }),
  removedCompare: shown,
  removedProduct: taken,
  removedReward: reward,
  removedWishlist: shown,
  repliedTicket: ticket,
  reviewedProduct: closed({ ...catalogue, rating: text, extraProperties }),
  searched: closed({ keyword: text, resultCount: number, extraProperties }),
  serviceSubscribed: service,
  serviceUnsubscribed: service,
  viewedPage: closed({ ...page, pageCategories: texts, pageTags: texts }),
  viewedProduct: shown,
  viewedProductCategory: closed({ category: text, extraProperties }),
}

/** What was done to a customer, not by them; by meaning. */
export const passiveTypes: ReadonlySet<string> = new Set([
  'campaignSent',
  'campaignBounced',
  'campaignBlacklisted',
  'campaignOptinRequested',
  'eventInvited',
  'eventEligible',
  'eventNotInvited',
  'eventNoShow',
  'orderShipped',
  'grantedCoupon',
  'addedReward',
  'removedReward',
  'closedTicket',
  'genericPassiveEvent',
])
