import { ChevronRight } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { FieldShape } from './field-shape.ts'

/** What stands around fields that belong together: opened where something is set in them, or is wrong. */
export function GroupFrame({
  field: { label, help, isRequired },
  isSet,
  isWrong,
  problem,
  children,
}: {
  readonly field: FieldShape
  readonly isSet: boolean
  readonly isWrong: boolean
  readonly problem: string | undefined
  readonly children: ReactNode
}) {
  const [isOpen, setOpen] = useState(isRequired || isSet)
  return (
    <details
      open={isOpen || isWrong}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="group/part rounded-lg border border-line"
    >
      <summary className="flex min-h-10 list-none items-center gap-1.5 px-3 text-sm font-medium">
        <ChevronRight
          aria-hidden
          size={16}
          className="text-soft transition-transform group-open/part:rotate-90"
        />
        {label}
      </summary>
      <fieldset aria-label={label} className="grid gap-4 px-4 pt-1 pb-4">
        {help !== undefined && <p className="text-xs text-faint">{help}</p>}
        {problem !== undefined && (
          <p role="alert" className="text-xs font-medium text-negative">
            {problem}
          </p>
        )}
        {children}
      </fieldset>
    </details>
  )
}
