import { useState } from 'react'
import type { DashboardListed, FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words-context.tsx'
import { keepChoice } from './kept-choice.ts'
import { settingsTexts } from './settings-texts.ts'
import { useApplySettings } from './use-apply-settings.ts'

type Reach = 'here' | 'all' | 'me'

/** Has what somebody chose hold on more than what they look at: says first on how many dashboards, and for whom. */
export function ApplyDialog({
  id,
  chosen,
  onApplied,
}: {
  readonly id: string
  readonly chosen: FigureSettings
  readonly onApplied: () => void
}) {
  const words = useWords()
  const { say } = words
  const { session } = useSession()
  const [isOpen, setOpen] = useState(false)
  const listed = useAnswer('GET /api/dashboards', {})
  const dashboards = listed.data?.dashboards ?? []
  const texts = settingsTexts(chosen, words)
  if (texts.length === 0 || dashboards.length === 0) return null
  const own = mayDo(session, 'configuration:write')
    ? dashboards.filter(({ origin }) => origin === 'store')
    : []
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('apply.open')}</Button>
      <Dialog title={say('apply.open')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p className="[overflow-wrap:anywhere]">
          {say('apply.chosen', { settings: texts.join(', ') })}
        </p>
        <ReachForm
          {...{ id, chosen, own, count: dashboards.length }}
          onDone={() => {
            setOpen(false)
            onApplied()
          }}
        />
      </Dialog>
    </>
  )
}

function ReachForm({
  id,
  chosen,
  own,
  count,
  onDone,
}: {
  readonly id: string
  readonly chosen: FigureSettings
  /** Those that can be changed here. */
  readonly own: readonly DashboardListed[]
  readonly count: number
  readonly onDone: () => void
}) {
  const { say } = useWords()
  const { organisation } = useSession()
  const toast = useToast()
  const apply = useApplySettings(onDone)
  const isOwn = own.some((each) => each.id === id)
  const reaches: readonly { readonly reach: Reach; readonly text: string }[] = [
    ...(isOwn ? [{ reach: 'here', text: say('apply.here') } as const] : []),
    ...(own.length > 0
      ? [{ reach: 'all', text: say('apply.all', { count: own.length }) } as const]
      : []),
    { reach: 'me', text: say('apply.me', { count }) },
  ]
  const [reach, setReach] = useState<Reach>(reaches[0]?.reach ?? 'me')
  const applyNow = () => {
    if (reach === 'me') {
      keepChoice(organisation, chosen)
      toast({ tone: 'positive', text: say('apply.done', { count }) })
      onDone()
    } else
      apply.mutate({ chosen, ids: reach === 'here' ? [id] : own.map((dashboard) => dashboard.id) })
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        applyNow()
      }}
    >
      <fieldset className="grid gap-1">
        <legend className="pb-1 text-sm font-medium">{say('apply.where')}</legend>
        {reaches.map((each) => (
          <label key={each.reach} className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="radio"
              name="reach"
              className="size-4 shrink-0 accent-accent-fill"
              checked={reach === each.reach}
              onChange={() => setReach(each.reach)}
            />
            {each.text}
          </label>
        ))}
      </fieldset>
      <p className="text-sm text-soft">{say('apply.note')}</p>
      <div className="flex justify-end">
        <Button look="primary" type="submit" busy={apply.isPending}>
          {say('apply.do')}
        </Button>
      </div>
    </form>
  )
}
