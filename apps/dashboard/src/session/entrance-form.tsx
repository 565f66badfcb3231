import type { ReactNode } from 'react'
import type { Problem } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/words-context.tsx'

/** A form of the entrance: its fields, what went wrong the last time, and the one button. */
export function EntranceForm({
  busy,
  problem,
  button,
  onSubmit,
  children,
}: {
  readonly busy: boolean
  readonly problem: Problem | undefined
  readonly button: string
  readonly onSubmit: () => void
  readonly children: ReactNode
}) {
  const { say } = useWords()
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {problem !== undefined && (
        <p role="alert" className="rounded-lg bg-negative-soft px-3 py-2 text-sm text-negative">
          {problem.status === 0 ? say('error.notReachedHelp') : problem.detail}
        </p>
      )}
      <Button look="primary" type="submit" busy={busy} className="h-10">
        {button}
      </Button>
    </form>
  )
}
