import type { FieldShape } from '../../../schema-form/field-shape.ts'
import { groupIn, isKeptSecret, type FormGroup } from '../../../schema-form/form-value.ts'

/** A setting of a connection, as it is read. */
export interface ShownSetting {
  readonly label: string
  readonly help?: string
  /** Where it is looked up: the vendor's public pages leave open what it is, and its default is a guess. */
  readonly assumed?: string
  /** Undefined: its default holds. */
  readonly value?: ShownValue
}

/** Of a secret only that it is set. */
type ShownValue = string | { readonly secret: true }

/** Every setting that a connector has, those of a group after its name. */
export function shownSettings(
  fields: readonly FieldShape[],
  value: FormGroup,
  above: { readonly label?: string; readonly assumed?: string } = {},
): readonly ShownSetting[] {
  return fields.flatMap((field): readonly ShownSetting[] => {
    const label = above.label === undefined ? field.label : `${above.label}: ${field.label}`
    const assumed = field.assumed ?? above.assumed
    const own = value[field.name]
    if (field.input.kind === 'group')
      return shownSettings(field.input.fields, groupIn(own), {
        label,
        ...(assumed !== undefined && { assumed }),
      })
    return [
      {
        label,
        ...(field.help !== undefined && { help: field.help }),
        ...(assumed !== undefined && { assumed }),
        ...(own !== undefined && { value: shownValue(field, own) }),
      },
    ]
  })
}

function shownValue({ isSecret }: FieldShape, value: unknown): ShownValue {
  if (isSecret || isKeptSecret(value)) return { secret: true }
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return value.join(', ')
  return JSON.stringify(value)
}
