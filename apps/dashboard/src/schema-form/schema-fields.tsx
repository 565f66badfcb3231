import { ChevronRight } from 'lucide-react'
import { useWords } from '../words/words-context.tsx'
import { faultsBelow } from './form-fault.ts'
import { EachField, type FieldsProps } from './each-field.tsx'

/** A form made of fields: those that are needed, and the others behind a line that opens by itself where something is wrong in them. */
export function SchemaFields({ fields, value, faults, onChange }: FieldsProps) {
  const { say, formats } = useWords()
  const needed = fields.filter(({ isRequired }) => isRequired)
  const further = fields.filter(({ isRequired }) => !isRequired)
  if (needed.length === 0) return <EachField {...{ fields, value, faults, onChange }} />
  const isWrong = further.some(({ name }) => faultsBelow(faults, name).length > 0)
  return (
    <>
      <EachField fields={needed} {...{ value, faults, onChange }} />
      {further.length > 0 && (
        <details className="group" {...(isWrong && { open: true })}>
          <summary className="flex min-h-9 list-none items-center gap-1.5 text-sm font-medium text-soft hover:text-text">
            <ChevronRight
              aria-hidden
              size={16}
              className="transition-transform group-open:rotate-90"
            />
            {say('form.further')}
            <span className="text-faint">{formats.number(further.length)}</span>
          </summary>
          <div className="grid gap-5 pt-3">
            <EachField fields={further} {...{ value, faults, onChange }} />
          </div>
        </details>
      )}
    </>
  )
}
