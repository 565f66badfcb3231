import { useLocation, useSearch } from 'wouter'
import type { Dashboard, DashboardListed } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { SelectField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { newDashboardPath } from '../dashboards/dashboard-actions.tsx'
import { DashboardComes } from '../dashboards/dashboard-comes.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import { draftFrom, emptyDraft } from './dashboard-draft.ts'
import { DashboardEditor } from './dashboard-editor.tsx'
import { WritersOnly } from './writers-only.tsx'

/** A new dashboard, from nothing or from one that is there; the address says from which. */
export function NewDashboardPage() {
  const { say } = useWords()
  const listed = useAnswer('GET /api/dashboards', {})
  return (
    <>
      <PageHead
        title={say('board.new')}
        note={say('board.newNote')}
        above={<PageLink to="/dashboards">{say('dashboards.title')}</PageLink>}
      />
      <WritersOnly>
        <Answered query={listed} waiting={<DashboardComes />}>
          {({ dashboards }) => <Beginning dashboards={dashboards} />}
        </Answered>
      </WritersOnly>
    </>
  )
}

function Beginning({ dashboards }: { readonly dashboards: readonly DashboardListed[] }) {
  const { say } = useWords()
  const { dashboardTitle } = useFigureWords()
  const [, go] = useLocation()
  const wanted = new URLSearchParams(useSearch()).get('from') ?? ''
  const from = dashboards.some(({ id }) => id === wanted) ? wanted : ''
  const source = useAnswer(
    'GET /api/dashboards/:id',
    { params: { id: from } },
    { enabled: from !== '' },
  )
  const taken = new Set(dashboards.map(({ id }) => id))
  return (
    <>
      <Card>
        <div className="max-w-md">
          <SelectField
            label={say('board.from')}
            value={from}
            onChange={({ target: { value } }) =>
              go(newDashboardPath(value === '' ? undefined : value), { replace: true })
            }
          >
            <option value="">{say('board.fromNothing')}</option>
            {dashboards.map((dashboard) => (
              <option key={dashboard.id} value={dashboard.id}>
                {dashboardTitle(dashboard)}
              </option>
            ))}
          </SelectField>
        </div>
      </Card>
      {from === '' ? (
        <DashboardEditor key="" kept={{ saved: emptyDraft }} taken={taken} />
      ) : (
        <Answered query={source} waiting={<DashboardComes />}>
          {(found) => <Copied key={from} source={found} taken={taken} />}
        </Answered>
      )}
    </>
  )
}

function Copied({
  source,
  taken,
}: {
  readonly source: Dashboard
  readonly taken: ReadonlySet<string>
}) {
  const { say } = useWords()
  const { names, dashboardTitle } = useFigureWords()
  const title = say('board.copyOf', { title: dashboardTitle(source) })
  const saved = { ...draftFrom(source, (kept) => names.widget(kept)), title }
  return <DashboardEditor kept={{ saved }} taken={taken} />
}
