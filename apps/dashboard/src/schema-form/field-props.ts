import type { FieldInput, FieldShape } from './field-shape.ts'
import type { FormFault } from './form-fault.ts'

export interface SchemaFieldProps<Input extends FieldInput = FieldInput> {
  readonly field: FieldShape
  readonly input: Input
  readonly value: unknown
  /** Of this field and of what is in it, with their paths from here on. */
  readonly faults: readonly FormFault[]
  readonly onChange: (value: unknown) => void
}
