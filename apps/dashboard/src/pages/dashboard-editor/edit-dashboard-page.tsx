import type { DashboardListed } from '../../api/answers.ts'
import { problemOf } from '../../api/api-error.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { newDashboardPath } from '../dashboards/dashboard-actions.tsx'
import { DashboardComes } from '../dashboards/dashboard-comes.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import type { Entry } from '../entries/entry.ts'
import { readDraft, type WrittenDashboard } from './dashboard-draft.ts'
import { DashboardEditor } from './dashboard-editor.tsx'
import { WritersOnly } from './writers-only.tsx'

/** Changes a dashboard that was made here; of others it says where they are changed, and offers a copy. */
export function EditDashboardPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { dashboardTitle } = useFigureWords()
  const listed = useAnswer('GET /api/dashboards', {})
  const found = listed.data?.dashboards.find((dashboard) => dashboard.id === id)
  const title = found === undefined ? id : dashboardTitle(found)
  return (
    <>
      <PageHead
        title={say('board.editOf', { title })}
        above={<PageLink to={`/dashboards/${encodeURIComponent(id)}`}>{title}</PageLink>}
      />
      <WritersOnly>
        <Answered query={listed} waiting={<DashboardComes />}>
          {({ dashboards }) =>
            found === undefined || found.origin === 'store' ? (
              <StoredDashboard id={id} dashboards={dashboards} />
            ) : (
              <Notice>
                <div className="grid gap-2">
                  <p>{say(found.origin === 'file' ? 'board.inFile' : 'board.builtIn')}</p>
                  <PageLink to={newDashboardPath(id)}>{say('board.copy')}</PageLink>
                </div>
              </Notice>
            )
          }
        </Answered>
      </WritersOnly>
    </>
  )
}

/** One with mistakes is not among the dashboards that can be looked at, and can be mended here. */
function StoredDashboard({
  id,
  dashboards,
}: {
  readonly id: string
  readonly dashboards: readonly DashboardListed[]
}) {
  const entry = useAnswer('GET /api/configuration/:section/:id', {
    params: { section: 'dashboards', id },
  })
  const isGone = entry.isError && problemOf(entry.error).status === 404
  return (
    <Answered query={entry} waiting={<DashboardComes />}>
      {(shown) => (
        <WithTemplate
          entry={shown}
          isGone={isGone}
          taken={new Set(dashboards.map((dashboard) => dashboard.id))}
        />
      )}
    </Answered>
  )
}

function WithTemplate({
  entry: { id, value, version, changedBy, changedAt, faults },
  isGone,
  taken,
}: {
  readonly entry: Entry
  readonly isGone: boolean
  readonly taken: ReadonlySet<string>
}) {
  // What it is the host has checked when it was kept.
  const written = value as WrittenDashboard
  const { template } = written
  const base = useAnswer(
    'GET /api/dashboards/:id',
    { params: { id: template ?? '' } },
    { enabled: template !== undefined },
  )
  if (template !== undefined && base.data === undefined && !base.isError) return <DashboardComes />
  const saved = readDraft(id, written, base.data)
  return (
    <>
      {faults.length > 0 && <TroubleList troubles={faults} />}
      <DashboardEditor kept={{ id, saved, version, changedBy, changedAt, isGone }} taken={taken} />
    </>
  )
}
