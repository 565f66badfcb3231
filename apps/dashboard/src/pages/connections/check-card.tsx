import { CircleCheck, PlugZap } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { AnswerOf } from '../../api/routes.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useWords } from '../../words/words-context.tsx'

type Checked = AnswerOf<'POST /api/connections/:id/check'>

/** Whether the vendor lets us in, and what it does not let us do: asked at once where the connection is new. */
export function CheckCard({
  id,
  isAskedAtOnce,
  onChecked,
}: {
  readonly id: string
  readonly isAskedAtOnce: boolean
  readonly onChecked: (isRight: boolean) => void
}) {
  const { say } = useWords()
  const { session } = useSession()
  const check = useDeed('POST /api/connections/:id/check', { onDone: ({ ok }) => onChecked(ok) })
  const { mutate } = check
  const wasAsked = useRef(false)
  const mayCheck = mayDo(session, 'runs:start')
  useEffect(() => {
    if (!isAskedAtOnce || !mayCheck || wasAsked.current) return
    wasAsked.current = true
    mutate({ params: { id } })
  }, [id, isAskedAtOnce, mayCheck, mutate])
  if (!mayCheck) return null
  return (
    <Card
      title={say('check.title')}
      note={say('check.note')}
      actions={
        <Button
          icon={<PlugZap aria-hidden size={16} />}
          busy={check.isPending}
          onClick={() => mutate({ params: { id } })}
        >
          {say(check.data === undefined ? 'check.now' : 'check.again')}
        </Button>
      }
    >
      {(check.isPending || check.data !== undefined) && (
        <div role="status" className="grid gap-4">
          {check.isPending ? (
            <Progress label={say('check.asking')} />
          ) : (
            check.data !== undefined && <Findings checked={check.data} />
          )}
        </div>
      )}
    </Card>
  )
}

function Findings({ checked: { ok, account, problems } }: { readonly checked: Checked }) {
  const { say, knows } = useWords()
  const nameOf = (name: string) => {
    const key = `check.${name === 'name' ? 'account' : name}`
    return knows(key) ? say(key) : name
  }
  const told = Object.entries(account ?? {}).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  )
  return (
    <>
      {ok && (
        <p className="flex items-center gap-2 text-sm font-medium">
          <CircleCheck aria-hidden size={18} className="text-positive" />
          {say(problems.length === 0 ? 'check.well' : 'check.wellBut')}
        </p>
      )}
      {told.length > 0 && (
        <Facts
          facts={told.map(([name, value]) => ({
            name: nameOf(name),
            value,
          }))}
        />
      )}
      {problems.length > 0 && (
        <ul className="grid gap-3">
          {problems.map(({ severity, part, fault: { message, hint } }, index) => (
            <li
              key={index}
              className={`grid gap-1 border-l-2 pl-3 text-sm [overflow-wrap:anywhere] ${severity === 'error' ? 'border-negative' : 'border-caution'}`}
            >
              <p className="flex flex-wrap items-center gap-2">
                <Badge tone={severity === 'error' ? 'negative' : 'caution'}>
                  {part ?? say(severity === 'error' ? 'check.error' : 'check.warning')}
                </Badge>
                {message}
              </p>
              {hint !== undefined && <p className="text-soft">{hint}</p>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
