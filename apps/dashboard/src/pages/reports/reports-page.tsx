import { CalendarClock } from 'lucide-react'
import type { ScheduledReport } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { settingsTexts } from '../dashboards/settings-texts.ts'
import { ReportSettings } from './report-settings.tsx'
import { SendingsTable } from './sendings-table.tsx'

/** Dashboards that are sent by themselves: when next, and what came of the last times. */
export function ReportsPage() {
  const { say } = useWords()
  const reports = useAnswer('GET /api/reports', {})
  return (
    <>
      <PageHead title={say('reports.title')} note={say('reports.note')} />
      <Answered query={reports}>
        {(answer) =>
          answer.reports.length === 0 ? (
            <Card>
              <EmptyState
                icon={<CalendarClock aria-hidden size={22} />}
                title={say('reports.empty')}
              >
                {say('reports.emptyHelp')}
              </EmptyState>
            </Card>
          ) : (
            answer.reports.map((report) => <ReportCard key={report.id} report={report} />)
          )
        }
      </Answered>
    </>
  )
}

function ReportCard({ report }: { readonly report: ScheduledReport }) {
  const words = useWords()
  const { say, formats } = words
  const { id, dashboard, schedule, subject, attach, to, next, told, settings } = report
  // They have the form in which dashboards have theirs.
  const shown = settingsTexts(settings, words)
  return (
    <Card flush title={subject ?? id} actions={<SendButtons id={id} />}>
      <div className="grid gap-3 px-4 pb-4 sm:px-5">
        <Facts
          facts={[
            {
              name: say('reports.dashboard'),
              value: (
                <PageLink to={`/dashboards/${encodeURIComponent(dashboard)}`}>{dashboard}</PageLink>
              ),
            },
            {
              name: say('reports.next'),
              value: next === undefined ? '–' : formats.instant(next),
            },
            { name: say('reports.schedule'), value: <code>{schedule}</code> },
            ...(shown.length === 0
              ? []
              : [{ name: say('filter.title'), value: shown.join(' · ') }]),
            { name: say('reports.to'), value: to.join(', ') },
            {
              name: say('reports.attach'),
              value:
                attach.length === 0 ? '–' : attach.map((form) => say(`reports.${form}`)).join(', '),
            },
          ]}
        />
        <ReportSettings id={id} />
      </div>
      <SendingsTable told={told} />
    </Card>
  )
}

function SendButtons({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const send = useDeed('POST /api/reports/:id/send', { done: say('reports.sending', { id }) })
  if (!mayDo(session, 'alerts:write')) return null
  const ask = (to: 'all' | 'asker') => send.mutate({ params: { id }, body: { to } })
  return (
    <>
      {session.kind === 'person' && (
        <Button look="quiet" disabled={send.isPending} onClick={() => ask('asker')}>
          {say('reports.sendMe')}
          <span className="sr-only">{id}</span>
        </Button>
      )}
      <Button busy={send.isPending} onClick={() => ask('all')}>
        {say('reports.sendNow')}
        <span className="sr-only">{id}</span>
      </Button>
    </>
  )
}
