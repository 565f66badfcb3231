import { personal } from '@cartograph/core'
import * as z from 'zod'

const text = z.string().nullish()
const flag = z.boolean().nullish()
const instant = z.iso.datetime({ offset: true }).nullish()
const day = z.iso.date().nullish()
const whole = z.int().nullish()

const geo = z.strictObject({ lat: z.number(), lon: z.number() }).nullish()

const otherContact = z.strictObject({
  name: text,
  type: z.enum(['MOBILE', 'PHONE', 'EMAIL', 'FAX', 'OTHER']).nullish(),
  value: personal('phone', text),
})
const mobileDevice = z.strictObject({
  identifier: text,
  appId: text,
  name: text,
  type: z.enum(['IOS', 'ANDROID', 'WINDOWS_PHONE', 'FIREOS']).nullish(),
  notificationService: z.enum(['APN', 'GCM', 'WNS', 'ADM', 'SNS']).nullish(),
})
const contacts = z.strictObject({
  email: personal('email', z.email().nullish()),
  fax: personal('phone', text),
  mobilePhone: personal('phone', text),
  phone: personal('phone', text),
  otherContacts: z.array(otherContact).nullish(),
  mobileDevices: z.array(mobileDevice).nullish(),
})
const address = z.strictObject({
  street: personal('address', text),
  city: text,
  country: text,
  region: text,
  province: text,
  zip: personal('address', text),
  geo,
})
const education = z.strictObject({
  id: z.string(),
  schoolType: z
    .enum(['PRIMARY_SCHOOL', 'SECONDARY_SCHOOL', 'HIGH_SCHOOL', 'COLLEGE', 'OTHER'])
    .nullish(),
  schoolName: text,
  schoolConcentration: text,
  startYear: whole,
  endYear: whole,
  isCurrent: flag,
})
const like = z.strictObject({
  id: z.string(),
  category: text,
  name: text,
  createdTime: instant,
})
const job = z.strictObject({
  id: z.string(),
  companyIndustry: text,
  companyName: text,
  jobTitle: text,
  startDate: day,
  endDate: day,
  isCurrent: flag,
})

/** One subscription; it is written by itself, so that those of others stay. */
export const subscription = z.strictObject({
  id: z.string().min(1),
  name: text,
  type: text,
  kind: z.enum(['DIGITAL_MESSAGE', 'SERVICE', 'OTHER']).nullish(),
  subscribed: flag,
  startDate: instant,
  endDate: instant,
  subscriberId: text,
  preferences: z.array(z.strictObject({ key: z.string(), value: z.string() })).nullish(),
})
export type Subscription = z.infer<typeof subscription>

/**
 * The base properties; nothing else may stand beside them. A password is never written.
 *
 * @see https://github.com/psantori/contacthub-json-schemas (schemas of October 2018, read 2026-11)
 */
export const customerBase = z.strictObject({
  pictureUrl: z.url().nullish(),
  title: text,
  prefix: text,
  firstName: personal('name', text),
  lastName: personal('name', text),
  middleName: personal('name', text),
  gender: text,
  dob: day,
  locale: z
    .string()
    .regex(/^[a-z]{2}(_([a-zA-Z]{2}){1,2})?_[A-Z]{2}$/, 'expected a locale such as it_IT')
    .nullish(),
  timezone: text,
  contacts: contacts.nullish(),
  address: address.nullish(),
  credential: z.strictObject({ username: text }).nullish(),
  educations: z.array(education).nullish(),
  likes: z.array(like).nullish(),
  jobs: z.array(job).nullish(),
  socialProfile: z
    .strictObject({
      facebook: text,
      google: text,
      instagram: text,
      linkedin: text,
      qzone: text,
      twitter: text,
    })
    .nullish(),
})
