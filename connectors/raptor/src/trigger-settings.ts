import * as z from 'zod'
import { assumedTriggerFields, assumedTriggerNames } from './assumptions.ts'

export type TriggerField = keyof typeof assumedTriggerFields
export type TriggerName = keyof typeof assumedTriggerNames

const path = z
  .string()
  .regex(/^[^.]+(?:\.[^.]+)*$/, 'expected names with points between them, such as Context.UserId')
  .optional()
const name = z.string().min(1).optional()

function optionals<Name extends string>(
  assumed: Readonly<Record<Name, string>>,
  schema: z.ZodOptional<z.ZodString>,
) {
  const all = Object.entries<string>(assumed).map(([field, value]) => [
    field,
    schema.meta({ description: `Default \`${value}\`.` }),
  ])
  return z.strictObject(Object.fromEntries(all) as Record<Name, typeof schema>)
}

/** Where a trigger holds what; those of products are looked for in each product. */
export const triggerFieldSettings = optionals(assumedTriggerFields, path)
export const triggerNameSettings = optionals(assumedTriggerNames, name)

export function triggerFieldsOf(
  given: z.infer<typeof triggerFieldSettings> = {},
): Readonly<Record<TriggerField, string>> {
  return withGiven(assumedTriggerFields, given)
}

export function triggerNamesOf(
  given: z.infer<typeof triggerNameSettings> = {},
): Readonly<Record<TriggerName, string>> {
  return withGiven(assumedTriggerNames, given)
}

function withGiven<Name extends string>(
  assumed: Readonly<Record<Name, string>>,
  given: Readonly<Partial<Record<Name, string | undefined>>>,
): Readonly<Record<Name, string>> {
  const all = Object.entries<string>(assumed).map(([field, value]) => [
    field,
    given[field as Name] ?? value,
  ])
  return Object.fromEntries(all) as Readonly<Record<Name, string>>
}
