import type { JsonSchema } from './json-schema.ts'
import {
  closed,
  dateTime,
  day,
  flag,
  integer,
  list,
  loose,
  number,
  orNull,
  text,
  texts,
  uri,
  words,
} from './schema-words.ts'

/**
 * What a customer may hold.
 *
 * @see https://github.com/psantori/contacthub-json-schemas (schemas of October 2018, read 2026-11)
 */
const geo = orNull(loose({ lat: number, lon: number }))

const contacts = loose({
  email: { type: 'string', format: 'email' },
  fax: text,
  mobilePhone: text,
  phone: text,
  otherContacts: list(
    loose({ name: text, type: words('MOBILE', 'PHONE', 'EMAIL', 'FAX', 'OTHER'), value: text }),
  ),
  mobileDevices: list(
    loose({
      identifier: text,
      appId: text,
      name: text,
      type: words('IOS', 'ANDROID', 'WINDOWS_PHONE', 'FIREOS'),
      notificationService: words('APN', 'GCM', 'WNS', 'ADM', 'SNS'),
    }),
  ),
})

export const subscription = loose(
  {
    id: text,
    name: text,
    type: text,
    kind: words('DIGITAL_MESSAGE', 'SERVICE', 'OTHER'),
    subscribed: flag,
    startDate: dateTime,
    endDate: dateTime,
    subscriberId: text,
    registeredAt: dateTime,
    updatedAt: dateTime,
    preferences: list(closed({ key: text, value: text })),
  },
  'id',
)

export const base = loose({
  pictureUrl: uri,
  title: text,
  prefix: text,
  firstName: text,
  lastName: text,
  middleName: text,
  gender: text,
  dob: day,
  locale: { type: 'string', pattern: '^[a-z]{2}(_([a-zA-Z]{2}){1,2})?_[A-Z]{2}$' },
  timezone: text,
  contacts,
  address: loose({
    street: text,
    city: text,
    country: text,
    region: text,
    province: text,
    zip: text,
    geo,
  }),
  credential: loose({ username: text, password: text }),
  educations: list(
    loose(
      {
        id: text,
        schoolType: words('PRIMARY_SCHOOL', 'SECONDARY_SCHOOL', 'HIGH_SCHOOL', 'COLLEGE', 'OTHER'),
        schoolName: text,
        schoolConcentration: text,
        startYear: integer,
        endYear: integer,
        isCurrent: flag,
      },
      'id',
    ),
  ),
  likes: list(loose({ id: text, category: text, name: text, createdTime: dateTime }, 'id')),
  jobs: list(
    loose(
      {
        id: text,
        companyIndustry: text,
        companyName: text,
        jobTitle: text,
        startDate: day,
        endDate: day,
        isCurrent: flag,
      },
      'id',
    ),
  ),
  socialProfile: loose({
    facebook: text,
    google: text,
    instagram: text,
    linkedin: text,
    qzone: text,
    twitter: text,
  }),
  subscriptions: list(subscription),
})

const leaf = orNull(loose({ status: flag, limitation: flag, objection: flag }))

export const consents = loose({
  disclaimer: loose({ date: dateTime, version: text }),
  marketing: loose({
    traditional: loose({ telephonic: leaf, papery: leaf }),
    automatic: loose({ sms: leaf, email: leaf, push: leaf, im: leaf, telephonic: leaf }),
  }),
  profiling: loose({ classic: leaf, online: leaf }),
  softSpam: loose({ email: leaf, papery: leaf }),
  thirdPartyTransfer: loose({ profiling: leaf, marketing: leaf }),
})

/** A body that makes or replaces a customer; properties of the workspace's own are judged apart. */
export const customerBody: JsonSchema = closed({
  id: text,
  nodeId: text,
  externalId: orNull(text),
  extra: orNull(text),
  enabled: orNull(flag),
  base: orNull(base),
  consents: orNull(consents),
  extended: { type: ['object', 'null'] },
  tags: orNull(closed({ auto: orNull(texts), manual: orNull(texts) })),
})
