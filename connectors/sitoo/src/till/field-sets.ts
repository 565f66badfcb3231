import { fault, type CheckReport, type Fault } from '@cartograph/core'
import * as z from 'zod'

/** What staff may be shown or asked of a customer, in the words of the till's settings. */
export const tillFields = [
  'email',
  'phone',
  'name',
  'company',
  'personalId',
  'invoiceAddress',
  'deliveryAddress',
  'gender',
  'birthday',
  'acceptsEmail',
  'acceptsSms',
  'acceptsPost',
  'consents',
] as const
export type TillField = (typeof tillFields)[number]

/** `required` can also be edited, and what can be edited is also shown. What is not named is hidden. */
const use = z
  .enum(['shown', 'editable', 'required'])
  .meta({ description: 'shown, editable or required; left out: hidden.' })

export const fieldSet = z.partialRecord(z.enum(tillFields), use)
export type FieldSet = z.infer<typeof fieldSet>

/** What a till asks for and shows as long as nobody has chosen. */
export const usualFields: FieldSet = {
  email: 'editable',
  phone: 'editable',
  name: 'editable',
  invoiceAddress: 'editable',
  acceptsEmail: 'editable',
  acceptsSms: 'editable',
  consents: 'editable',
}

export interface FieldSets {
  readonly register?: FieldSet | undefined
  readonly update?: FieldSet | undefined
}

export type FormName = keyof FieldSets

export function isShown(set: FieldSet, field: TillField): boolean {
  return set[field] !== undefined
}

export function isEditable(set: FieldSet, field: TillField): boolean {
  return set[field] === 'editable' || set[field] === 'required'
}

export function requiredFields(set: FieldSet): readonly TillField[] {
  return tillFields.filter((field) => set[field] === 'required')
}

const formNames = { register: 'registration', update: 'update' } as const

/** What is wrong with the sets that a merchant chose: without an editable e-mail or phone nobody can be told from anybody. */
export function fieldSetProblems(sets: FieldSets): NonNullable<CheckReport['problems']> {
  return (['register', 'update'] as const).flatMap((form) => {
    const set = sets[form] ?? usualFields
    if (!isEditable(set, 'email') && !isEditable(set, 'phone'))
      return [problem('error', unreachable(form))]
    if (set.email === 'required' && set.phone === 'required')
      return [problem('warning', demanding(form))]
    return []
  })
}

function problem(severity: 'error' | 'warning', found: Error & Fault) {
  return { severity, fault: found, part: 'surfaces.till' as const }
}

function unreachable(form: FormName) {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `The form of ${formNames[form]} at the till has neither an e-mail address nor a phone number that can be edited.`,
    hint: `Set email or phone in \`till.${form}\` to editable or required, and the same in Sitoo under Settings, Custom CRM.`,
    path: ['till', form],
  })
}

function demanding(form: FormName) {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `The form of ${formNames[form]} at the till requires both an e-mail address and a phone number.`,
    hint: `Who does not want to give both cannot be registered. Set one of them in \`till.${form}\` to editable.`,
    path: ['till', form],
  })
}
