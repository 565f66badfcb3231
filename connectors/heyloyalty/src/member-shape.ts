import { personal } from '@cartograph/core'
import * as z from 'zod'
import { activeStatuses, emptyInstant } from './assumptions.ts'

const value = z.union([z.string(), z.array(z.string())])

/** A member: one form for the two in which Heyloyalty shows one. */
export const memberRow = z.looseObject({
  id: z.string().min(1),
  list_id: z.number(),
  /** `active`, or why no mails go there. */
  status: z.string(),
  email_status: z.string(),
  mobile_status: z.string(),
  created_at: z.string().nullable(),
  updated_at: z.string().nullable(),
  unsubscribed_at: z.string().nullable(),
  /** By field; options by their ids. */
  fields: z
    .looseObject({
      email: personal('email', z.string().optional()),
      mobile: personal('phone', z.string().optional()),
      firstname: personal('name', z.string().optional()),
      lastname: personal('name', z.string().optional()),
      address: personal('address', z.string().optional()),
    })
    .catchall(value),
})
export type MemberRow = z.infer<typeof memberRow>

const text = z.union([z.string(), z.number()]).transform(String)
const shownMember = z.looseObject({
  id: text,
  status: z.unknown().optional(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  unsubscribed_at: z.string().nullish(),
  fields: z.record(z.string(), z.looseObject({ value: z.unknown().optional() })).optional(),
})
const statuses = z.looseObject({
  status: z.string().nullish(),
  email: z.string().nullish(),
  mobile: z.string().nullish(),
})
/** What stands beside the fields in the older form. */
const head = new Set([
  'id',
  'status',
  'sent_mail',
  'sent_sms',
  'open_rate',
  'click_rate',
  'imported',
  'created_at',
  'updated_at',
  'unsubscribed_at',
])

/** A member as an answer shows one; undefined where it is none. */
export function memberOf(listId: number, shown: unknown): MemberRow | undefined {
  const { data } = shownMember.safeParse(shown)
  if (data === undefined) return undefined
  const told = statuses.safeParse(data.status).data
  const values =
    data.fields === undefined
      ? Object.entries(data).filter(([name]) => !head.has(name))
      : Object.entries(data.fields).map(([name, field]) => [name, field.value] as const)
  const unsubscribedAt = instantOf(data.unsubscribed_at)
  const status = told?.status ?? (typeof data.status === 'string' ? data.status : '')
  return {
    id: data.id,
    list_id: listId,
    status: activeStatuses.has(status)
      ? unsubscribedAt === null
        ? 'active'
        : 'unsubscribed'
      : status,
    email_status: statusOf(told?.email),
    mobile_status: statusOf(told?.mobile),
    created_at: instantOf(data.created_at),
    updated_at: instantOf(data.updated_at),
    unsubscribed_at: unsubscribedAt,
    fields: Object.fromEntries(values.map(([name, given]) => [name, valueOf(given)])),
  }
}

function statusOf(told: string | null | undefined): string {
  return activeStatuses.has(told ?? '') ? 'active' : (told ?? '')
}

function instantOf(told: string | null | undefined): string | null {
  return emptyInstant.test(told ?? '') ? null : (told ?? null)
}

const identified = z.looseObject({ id: text })

/** An option is shown as its id, or as an object with it. */
function valueOf(given: unknown): string | string[] {
  if (Array.isArray(given)) return given.map(singleOf)
  return singleOf(given)
}

function singleOf(given: unknown): string {
  if (typeof given === 'number' || typeof given === 'boolean') return String(Number(given))
  if (typeof given !== 'string') return identified.safeParse(given).data?.id ?? ''
  return given.startsWith('0000-00-00') ? '' : given
}
