import { Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { problemOf } from '../../api/api-error.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Asks what rules, as they are saved, would have done, and has a place for the answer. */
export function DryRunFrame({
  title,
  note,
  run: { isPending, isError, error, mutate },
  children,
}: {
  readonly title: string
  readonly note: string
  readonly run: {
    readonly isPending: boolean
    readonly isError: boolean
    readonly error: unknown
    readonly mutate: () => void
  }
  readonly children: ReactNode
}) {
  const { say } = useWords()
  return (
    <Card
      title={title}
      note={note}
      actions={
        <Button icon={<Play aria-hidden size={16} />} busy={isPending} onClick={() => mutate()}>
          {say('dryRun.run')}
        </Button>
      }
    >
      <div role="status" className="grid gap-3">
        {isError && <Notice tone="caution">{problemOf(error).detail}</Notice>}
        {children}
      </div>
    </Card>
  )
}
