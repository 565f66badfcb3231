import { emailOf, fault, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { exactPhone } from './exact-key.ts'
import { isEditable, requiredFields, type FieldSet, type TillField } from './field-sets.ts'
import type { ContactRow } from './streams.ts'

/** What a form gives: a field that is missing stays as it is, and blank text clears it. */
export type ContactInput = {
  readonly [
    Field in keyof Omit<
      ContactRow,
      'contactId' | 'account' | 'createdAt' | 'updatedAt' | 'statements'
    >
  ]?: ContactRow[Field] | undefined
} & {
  readonly [Box in 'acceptsEmail' | 'acceptsSms' | 'acceptsPost']?: boolean | null | undefined
}

/** Which fields of the form hold which of a contact. */
const parts: Readonly<Record<TillField, readonly (keyof ContactInput)[]>> = {
  email: ['email'],
  phone: ['phone'],
  name: ['firstName', 'lastName'],
  company: ['company'],
  personalId: ['personalId'],
  invoiceAddress: ['invoiceAddress'],
  deliveryAddress: ['deliveryAddress'],
  gender: ['gender'],
  birthday: ['birthday'],
  acceptsEmail: ['acceptsEmail'],
  acceptsSms: ['acceptsSms'],
  acceptsPost: ['acceptsPost'],
  consents: ['consents'],
}

const words: Readonly<Record<TillField, string>> = {
  email: 'the e-mail address',
  phone: 'the phone number',
  name: 'the name',
  company: 'the company',
  personalId: 'the personal number',
  invoiceAddress: 'the address',
  deliveryAddress: 'the delivery address',
  gender: 'the gender',
  birthday: 'the birthday',
  acceptsEmail: 'whether e-mail is wanted',
  acceptsSms: 'whether text messages are wanted',
  acceptsPost: 'whether post is wanted',
  consents: 'the consents',
}

const genders: ReadonlySet<string> = new Set(['female', 'male', 'other', 'unknown'])

/** Only what the merchant lets be edited, in its normal form. @throws a `record` fault that names the field, never its value. */
export function acceptedInput(
  input: ContactInput,
  set: FieldSet,
  country: string | undefined,
): ContactInput {
  const editable = Object.entries(parts).flatMap(([field, names]) =>
    isEditable(set, field as TillField) ? names : [],
  )
  // The number of a member is given by the merchant's own system, and the store by the till.
  const allowed = new Set<string>([...editable, 'storeExternalId'])
  const taken: ContactInput = Object.fromEntries(
    Object.entries(input).filter(([name, value]) => allowed.has(name) && value !== undefined),
  )
  return { ...taken, ...normalForms(taken, country) }
}

function normalForms(
  { email, phone, gender, birthday }: ContactInput,
  country: string | undefined,
): ContactInput {
  return {
    ...(email !== undefined && { email: formOf(email, 'email', (text) => emailOf(text)) }),
    ...(phone !== undefined && {
      phone: formOf(phone, 'phone', (text) => exactPhone(text, country)),
    }),
    ...(gender !== undefined && {
      gender: formOf(gender, 'gender', (text) =>
        genders.has(text.toLowerCase()) ? text.toLowerCase() : undefined,
      ),
    }),
    ...(birthday !== undefined && {
      birthday: formOf(birthday, 'birthday', (text) =>
        z.iso.date().safeParse(text.slice(0, 10)).success ? text.slice(0, 10) : undefined,
      ),
    }),
  }
}

const expected = {
  email: 'Expected is an address such as name@example.com.',
  phone: 'Expected is a whole number; one from abroad begins with + and its country code.',
  gender: 'Expected is female, male, other or unknown.',
  birthday: 'Expected is a day such as 1986-05-15.',
} as const

function formOf(
  value: string | null,
  field: keyof typeof expected,
  form: (text: string) => string | undefined,
): string | null {
  const text = value?.trim() ?? ''
  if (text === '') return null
  const found = form(text)
  if (found !== undefined) return found
  throw refusal(`${capital(words[field])} is not valid.`, expected[field], field)
}

/** @throws a `record` fault for what the merchant requires and the contact would not have. */
export function requireFields(contact: ContactInput, set: FieldSet): void {
  const missing = requiredFields(set).find((field) =>
    parts[field].every((name) => isBlank(contact[name])),
  )
  if (missing !== undefined)
    throw refusal(`${capital(words[missing])} is missing.`, 'It is required here.', missing)
  if (isBlank(contact.email) && isBlank(contact.phone))
    throw refusal(
      'A customer needs an e-mail address or a phone number.',
      'Without one of them nobody finds the customer again.',
      'email',
    )
}

export function refusal(message: string, hint: string, field?: string): Error & Fault {
  return fault({ kind: 'record', message, hint, ...(field !== undefined && { path: [field] }) })
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.values(value).every((one) => isBlank(one))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
