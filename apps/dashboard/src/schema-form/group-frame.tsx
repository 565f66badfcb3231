import type { ReactNode } from 'react'
import type { FieldShape } from './field-shape.ts'

/** What stands around fields that belong together. */
export function GroupFrame({
  field: { label, help },
  problem,
  children,
}: {
  readonly field: FieldShape
  readonly problem: string | undefined
  readonly children: ReactNode
}) {
  return (
    <fieldset className="grid gap-4 rounded-lg border border-line p-4">
      <legend className="px-1 text-sm font-medium">{label}</legend>
      {help !== undefined && <p className="text-xs text-faint">{help}</p>}
      {problem !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
      {children}
    </fieldset>
  )
}
