import * as z from 'zod'
import {
  address,
  extraProperties,
  instant,
  number,
  positive,
  text,
  texts,
  words,
} from './event-words.ts'

const place = { street: text, city: text, country: text, province: text, region: text, zip: text }
const happening = {
  eventId: text,
  eventName: text,
  eventDate: instant,
  eventType: text,
  eventLocation: z
    .strictObject({
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
      address: z
        .strictObject({ ...place, geo: z.strictObject({ lat: number, lon: number }).optional() })
        .optional(),
    })
    .optional(),
  extraProperties,
} as const
const host = z
  .strictObject({
    firstName: text,
    lastName: text,
    title: text,
    contacts: z
      .strictObject({ email: z.email().optional(), phone: text, mobilePhone: text })
      .optional(),
  })
  .optional()
const event = z.strictObject(happening)
const service = z.strictObject({
  subscriberId: text,
  serviceId: text,
  serviceName: text,
  serviceType: text,
  startDate: instant,
  endDate: instant,
  extraProperties,
})
const ticket = z.strictObject({
  ticketId: text,
  category: texts,
  subject: text,
  text,
  extraProperties,
})
const reward = z.strictObject({
  rewardAmount: z.number().min(0),
  rewardDescription: text,
  rewardType: text,
  rewardTypeId: z.string(),
  extraProperties,
})
const way = z.strictObject({ id: z.string(), name: text, description: text }).optional()
const page = {
  path: text,
  referer: text,
  search: text,
  title: text,
  url: address,
  extraProperties,
} as const
const bare = z.strictObject({ extraProperties })
const generic = z.strictObject({ name: text, extraProperties })

/**
 * Pages, tickets, services, rewards, meetings, and what has no type of its own.
 *
 * `eventRegistered` is named without a schema; it is taken to be like `eventConfirmed`.
 *
 * @see https://github.com/psantori/contacthub-json-schemas (schemas of October 2018, read 2026-11)
 */
export const otherEvents = {
  addedReward: reward,
  changedSetting: z.strictObject({
    setting: words('LANGUAGE', 'TIMEZONE', 'CURRENCY', 'EMAIL', 'PASSWORD', 'USERNAME', 'OTHER'),
    oldValue: text,
    newValue: text,
    extraProperties,
  }),
  clickedLink: z.strictObject({ ...page, linkTags: texts }),
  closedTicket: ticket,
  eventConfirmed: event,
  eventDeclined: event,
  eventEligible: event,
  eventInvited: event,
  eventNoShow: event,
  eventNotInvited: event,
  eventParticipated: z.strictObject({ ...happening, checkIn: instant, checkOut: instant, host }),
  eventRegistered: event,
  genericActiveEvent: generic,
  genericPassiveEvent: generic,
  grantedCoupon: z.strictObject({
    code: text,
    redeemDate: instant,
    startValidityDate: z.iso.datetime({ offset: true }),
    redemptionDate: instant,
    campaignId: text,
    campaignName: text,
    campaignDescription: text,
    status: text,
    type: text,
    redeemedAmount: positive,
    totalAmount: z.number().min(0),
    remainingAmount: positive,
    deliveryChannel: way,
    deliveryMedium: way,
    category: texts,
    extraProperties,
  }),
  loggedIn: bare,
  loggedOut: bare,
  openedTicket: ticket,
  removedReward: reward,
  repliedTicket: ticket,
  serviceSubscribed: service,
  serviceUnsubscribed: service,
  viewedPage: z.strictObject({ ...page, pageCategories: texts, pageTags: texts }),
} as const
