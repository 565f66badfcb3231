import { faultOf, type Json } from '@cartograph/core'
import type { CustomerSettings, PageForm, PageText } from '../../config/index.ts'
import { checkedProperties } from '../writing/checked-properties.ts'

/** What somebody wrote on a form. */
export interface FilledForm {
  /** As it is written into the record; what was left empty is `null`. */
  readonly values: Readonly<Record<string, Json>>
  /** As it was typed, to be shown again. */
  readonly typed: Readonly<Record<string, readonly string[]>>
  /** Places of the consents that were agreed to. */
  readonly agreed: readonly number[]
  /** What is wrong, by the name of the field. */
  readonly problems: ReadonlyMap<string, PageText>
}

const longestValue = 300

export function consentField(place: number): string {
  return `consent-${place}`
}

/** Reads what a browser sent of a form; nothing that the form does not ask for is taken. */
export function readFilledForm(
  form: PageForm,
  sent: URLSearchParams,
  settings: Pick<CustomerSettings, 'properties'>,
  countries: readonly string[],
): FilledForm {
  const values: Record<string, Json> = {}
  const typed: Record<string, readonly string[]> = {}
  const problems = new Map<string, PageText>()
  for (const { property, required } of form.fields) {
    const written = sent.getAll(property).map((each) => each.trim())
    typed[property] = written
    if (written.some((each) => each.length > longestValue)) problems.set(property, 'wrong')
    const value = valueOf(property, written, settings)
    values[property] = value
    if (value === null || value === false) {
      if (required) problems.set(property, 'missing')
      continue
    }
    try {
      const [change] = checkedProperties(settings, { [property]: value }, countries)
      values[property] = change?.value ?? null
    } catch (error) {
      if (faultOf(error).kind !== 'record') throw error
      problems.set(property, wrongly[property] ?? 'wrong')
    }
  }
  const agreed = form.consents.flatMap((_consent, place) =>
    sent.has(consentField(place)) ? [place] : [],
  )
  for (const [place, { required }] of form.consents.entries())
    if (required && !agreed.includes(place)) problems.set(consentField(place), 'agreementMissing')
  return { values, typed, agreed, problems }
}

const wrongly: Readonly<Record<string, PageText>> = { email: 'wrongEmail', phone: 'wrongPhone' }

/** The value in its type; what cannot be one stays text, and is found to be wrong. */
function valueOf(
  property: string,
  written: readonly string[],
  { properties }: Pick<CustomerSettings, 'properties'>,
): Json {
  const [first = ''] = written
  const type = properties.extended.get(property)?.type
  if (type === 'boolean') return first !== ''
  if (first === '') return null
  if (type === 'strings') return written.filter((each) => each !== '')
  if (type !== 'number' && type !== 'integer') return first
  const number = Number(first.replace(',', '.'))
  return Number.isFinite(number) ? number : first
}
