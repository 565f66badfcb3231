import * as z from 'zod'
import { isClean } from '../json/index.ts'
import type { Json } from '../v1/words.ts'
import { normaliseInstant } from './instant.ts'
import { currencyExponent } from './money.ts'
import type { EntityName } from './names.ts'

interface Marks {
  readonly personal?: 'name' | 'email' | 'phone' | 'address'
  readonly reference?: EntityName
}

/** Longest native id, in UTF-16 units: at three bytes each it still fits an index entry of PostgreSQL. */
const maxIdLength = 512

const idText = z
  .string()
  .min(1, 'expected text that is not empty; leave the field out where there is nothing')
  .max(maxIdLength, `expected at most ${maxIdLength} characters`)
  // U+0000 and lone surrogates are refused in keys: replacing them could make one key of two.
  .regex(/^[^\0\uD800-\uDFFF]*$/u, 'expected text without U+0000 and broken characters')

const instantText = z
  .string()
  .overwrite((text) => normaliseInstant(text) ?? '')
  .endsWith(
    'Z',
    'expected an instant in UTC such as 2010-12-01T08:26:00.000Z; `$instant` makes one',
  )

const currencyText = z
  .string()
  .refine((code) => currencyExponent(code) !== undefined, 'expected an ISO 4217 code such as EUR')

const minorUnits = z.int('expected a whole number of minor units (cents); `$money` makes it')

/**
 * The three texts above without the library: what each gives, or `undefined` where it refuses. Found by a schema's definition,
 * which all its marked copies share.
 */
export const quickTexts: ReadonlyMap<unknown, (text: string) => string | undefined> = new Map([
  [idText.def, (native: string) => (isNativeId(native) ? native : undefined)],
  [instantText.def, normaliseInstant],
  [currencyText.def, (code: string) => (currencyExponent(code) === undefined ? undefined : code)],
])

/** What holds of a whole row, without the library; found like the texts. */
export const rowConditions = new Map<unknown, (row: Readonly<Record<string, unknown>>) => boolean>()

export function isNativeId(native: string): boolean {
  return native !== '' && native.length <= maxIdLength && isClean(native)
}

/** The entity's own id, unique in its connection. */
export const id = (description: string) => idText.meta({ description })
export const connection = () => idText.meta({ description: 'The connection that the row came by.' })
export const requiredText = (description: string, marks?: Marks) =>
  z.string().meta({ description, ...marks })
export const requiredReference = (reference: EntityName, description: string) =>
  idText.meta({ description, reference })
export const requiredInstant = (description: string) =>
  instantText.meta({ description, format: 'date-time' })
export const requiredCurrency = () =>
  currencyText.meta({ description: 'ISO 4217 code of all amounts of the row.' })
/** Minor units of the row's currency. */
export const requiredAmount = (description: string) => minorUnits.meta({ description })

/** A field that may be absent or null. */
export const optional = <S extends z.ZodType>(schema: S, description: string, marks?: Marks) =>
  schema.nullish().meta({ description, ...marks })
export const text = (description: string, marks?: Marks) => optional(z.string(), description, marks)
export const reference = (entity: EntityName, description: string) =>
  optional(idText, description, { reference: entity })
export const references = (entity: EntityName, description: string) =>
  optional(z.array(idText.meta({ reference: entity })), description)
export const instant = (description: string) =>
  optional(instantText.meta({ format: 'date-time' }), description)
export const currency = () => optional(currencyText, 'ISO 4217 code of all amounts of the row.')
export const amount = (description: string) => optional(minorUnits, description)
/** A finite number that is no money: a quantity, a share. */
export const number = (description: string) => optional(z.number(), description)
export const flag = (description: string) => optional(z.boolean(), description)
export const texts = (description: string) => optional(z.array(z.string()), description)
export const day = (description: string) =>
  optional(z.iso.date('expected a day such as 1980-02-29'), description)

/** Values of any shape: what is inside is the connector's business. */
const anyJson = z.unknown() as unknown as z.ZodType<Json>
export const freeObject = (description: string) =>
  optional(z.record(z.string(), anyJson), description)
export const extra = () => freeObject('What the connector knows beyond the model.')

/** An amount means nothing without its currency: for entities in which both are optional. */
export const withCurrency = <S extends z.ZodType<{ currency?: string | null | undefined }>>(
  schema: S,
  amounts: readonly (keyof z.infer<S> & string)[],
) => {
  const hasCurrency = (row: Readonly<Record<string, unknown>>) =>
    (row['currency'] !== null && row['currency'] !== undefined) ||
    amounts.every((name) => row[name] === null || row[name] === undefined)
  const refined = schema.refine(hasCurrency, {
    path: ['currency'],
    message: 'expected the currency of the amounts',
  })
  rowConditions.set(refined.def, hasCurrency)
  return refined
}
