import { Building2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { AnswerOf } from '../../api/routes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ShareDialog } from './share-dialog.tsx'

type Portal = AnswerOf<'GET /api/portals'>['portals'][number]

/** The portals of clients: what each shows, and a link to it. */
export function PortalsCard() {
  const { say } = useWords()
  const { session } = useSession()
  const portals = useAnswer('GET /api/portals', {})
  const mayWrite = mayDo(session, 'configuration:write')
  return (
    <Card
      flush
      title={say('section.portals')}
      note={say('portals.note')}
      actions={mayWrite && <ButtonLink to="/sharing/new.portal">{say('portals.new')}</ButtonLink>}
    >
      <Answered query={portals}>
        {(answer) =>
          answer.portals.length === 0 ? (
            <EmptyState icon={<Building2 aria-hidden size={22} />} title={say('portals.empty')}>
              {say('portals.emptyHelp')}
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line border-t border-line">
              {answer.portals.map((portal) => (
                <PortalRow key={portal.id} portal={portal} mayWrite={mayWrite} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Card>
  )
}

function PortalRow({
  portal: { id, title, accent, dashboards },
  mayWrite,
}: {
  readonly portal: Portal
  readonly mayWrite: boolean
}) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 sm:px-5">
      <div className="flex min-w-0 items-center gap-3">
        <span
          aria-hidden
          className="size-8 shrink-0 rounded-lg bg-fill"
          style={accent === null ? undefined : { backgroundColor: accent }}
        />
        <div className="min-w-0">
          {mayWrite ? (
            <Link
              href={`/sharing/${encodeURIComponent(id)}`}
              className="font-medium text-accent underline-offset-2 [overflow-wrap:anywhere] hover:underline"
            >
              {title}
            </Link>
          ) : (
            <span className="font-medium [overflow-wrap:anywhere]">{title}</span>
          )}
          <p className="text-sm text-faint">{say('portals.count', { count: dashboards.length })}</p>
        </div>
      </div>
      <Button onClick={() => setOpen(true)}>
        {say('sharing.make')}
        <span className="sr-only">{title}</span>
      </Button>
      <ShareDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        of={{ section: 'portals', target: id }}
      />
    </li>
  )
}
