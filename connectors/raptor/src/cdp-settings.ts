import * as z from 'zod'
import { assumedAudienceFields } from './assumptions.ts'

type AudienceField = keyof typeof assumedAudienceFields

const name = z.string().min(1).optional()
const fields = Object.entries(assumedAudienceFields).map(([field, assumed]) => [
  field,
  name.meta({ description: `Default \`${assumed}\`.` }),
])

/** How changes of audiences are asked for and told. */
export const audienceFieldSettings = z.strictObject(
  Object.fromEntries(fields) as Record<AudienceField, typeof name>,
)

export function audienceFieldsOf(
  given: z.infer<typeof audienceFieldSettings> = {},
): Readonly<Record<AudienceField, string>> {
  const all = Object.entries(assumedAudienceFields).map(([field, assumed]) => [
    field,
    given[field as AudienceField] ?? assumed,
  ])
  return Object.fromEntries(all) as Readonly<Record<AudienceField, string>>
}
