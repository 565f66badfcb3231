import { Copy, Pencil } from 'lucide-react'
import { useLocation } from 'wouter'
import type { Dashboard } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from './use-figure-words.ts'

/** What can be done with a dashboard: any is a beginning for another one, and those that were made here are changed and deleted. */
export function DashboardActions({ dashboard }: { readonly dashboard: Dashboard }) {
  const { say } = useWords()
  const { session } = useSession()
  const { id, origin } = dashboard
  if (!mayDo(session, 'configuration:write')) return null
  return (
    <>
      <ButtonLink to={newDashboardPath(id)} icon={<Copy aria-hidden size={16} />}>
        {say('board.copy')}
      </ButtonLink>
      {origin === 'store' && (
        <>
          <ButtonLink
            to={`/dashboards/${encodeURIComponent(id)}/edit`}
            icon={<Pencil aria-hidden size={16} />}
          >
            {say('board.edit')}
          </ButtonLink>
          <Delete dashboard={dashboard} />
        </>
      )}
    </>
  )
}

/** Where a dashboard is made; of one that begins as another is. */
export function newDashboardPath(from?: string): string {
  return from === undefined
    ? '/dashboards/new/dashboard'
    : `/dashboards/new/dashboard?from=${encodeURIComponent(from)}`
}

function Delete({ dashboard }: { readonly dashboard: Dashboard }) {
  const { say } = useWords()
  const { dashboardTitle } = useFigureWords()
  const [, go] = useLocation()
  const { id } = dashboard
  const title = dashboardTitle(dashboard)
  const params = { section: 'dashboards', id } as const
  const entry = useAnswer('GET /api/configuration/:section/:id', { params })
  const remove = useDeed('DELETE /api/configuration/:section/:id', {
    done: say('board.deleted', { title }),
    onDone: () => go('/dashboards'),
  })
  const version = entry.data?.version
  if (version === undefined) return null
  return (
    <AskedTwice
      button={say('board.delete')}
      of={title}
      question={say('board.deleteAsked', { title })}
      help={say('board.deleteHelp')}
      busy={remove.isPending}
      onYes={() => remove.mutate({ params, version })}
    />
  )
}
