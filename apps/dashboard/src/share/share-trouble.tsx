import { CircleAlert, Link2Off } from 'lucide-react'
import type { Problem } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { PlainKey } from '../words/messages.ts'
import { useWords } from '../words/words-context.tsx'

interface Texts {
  readonly title: PlainKey
  readonly help: PlainKey
}

const texts: Readonly<Record<number, Texts>> = {
  0: { title: 'error.notReached', help: 'error.notReachedHelp' },
  404: { title: 'shared.gone', help: 'shared.goneHelp' },
  429: { title: 'error.title', help: 'shared.wait' },
}
const otherwise: Texts = { title: 'error.title', help: 'shared.nothing' }

/** Why a link shows nothing, for whoever cannot do much about it. */
export function ShareTrouble({
  problem: { status },
  onRetry,
}: {
  readonly problem: Pick<Problem, 'status'>
  readonly onRetry: () => void
}) {
  const { say } = useWords()
  const isGone = status === 404
  const Icon = isGone ? Link2Off : CircleAlert
  const { title, help } = texts[status] ?? otherwise
  return (
    <Card>
      <div role="alert">
        <EmptyState
          icon={<Icon aria-hidden size={22} />}
          title={say(title)}
          action={!isGone && <Button onClick={onRetry}>{say('action.retry')}</Button>}
        >
          {say(help)}
        </EmptyState>
      </div>
    </Card>
  )
}
