import { FlaskConical, Store, Ticket } from 'lucide-react'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { KnownTills, type Till } from './known-tills.tsx'
import { SurfacesCard } from './surfaces-card.tsx'

/** What tills ask of the host, and what is told to them. */
export function TillPage() {
  const { say } = useWords()
  return (
    <>
      <PageHead
        title={say('till.title')}
        note={say('till.note')}
        actions={
          <>
            <ButtonLink to="/till/bonus" icon={<Ticket aria-hidden size={16} />}>
              {say('bonus.title')}
            </ButtonLink>
            <ButtonLink to="/deliveries/test" icon={<FlaskConical aria-hidden size={16} />}>
              {say('testCall.title')}
            </ButtonLink>
          </>
        }
      />
      <KnownTills>
        {(tills) =>
          tills.length === 0 ? (
            <NoTills />
          ) : (
            tills.map((till) => <OneTill key={till.entry.id} till={till} />)
          )
        }
      </KnownTills>
    </>
  )
}

function OneTill({ till: { entry, system } }: { readonly till: Till }) {
  const { say } = useWords()
  return (
    <SurfacesCard
      connection={entry.id}
      title={entry.id}
      note={system}
      actions={
        <ButtonLink to={`/till/of/${encodeURIComponent(entry.id)}`}>
          {say('till.open')}
          <span className="sr-only">{entry.id}</span>
        </ButtonLink>
      }
    />
  )
}

function NoTills() {
  const { say } = useWords()
  const { session } = useSession()
  return (
    <Card>
      <EmptyState
        icon={<Store aria-hidden size={22} />}
        title={say('till.empty')}
        action={
          mayDo(session, 'configuration:write') && (
            <ButtonLink to="/connections/new" look="primary">
              {say('till.connect')}
            </ButtonLink>
          )
        }
      >
        {say('till.emptyHelp')}
      </EmptyState>
    </Card>
  )
}
