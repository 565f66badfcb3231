import { useMemo } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { targetsOf } from './delivery-targets.ts'
import { NewDeliveryForm } from './new-delivery-form.tsx'

/** A delivery that is new: from what, to where, and by which mapping. */
export function NewDeliveryPage() {
  const { say } = useWords()
  const { session } = useSession()
  return (
    <>
      <PageHead
        above={<PageLink to="/deliveries">{say('deliveries.title')}</PageLink>}
        title={say('newDelivery.title')}
        note={say('newDelivery.note')}
      />
      {mayDo(session, 'configuration:write') ? (
        <Targets />
      ) : (
        <Notice tone="caution">
          {say('error.noPermissionHelp', { permission: 'configuration:write' })}
        </Notice>
      )}
    </>
  )
}

function Targets() {
  const { say } = useWords()
  const configuration = useAnswer('GET /api/configuration', {})
  const catalogue = useAnswer('GET /api/connectors', {})
  const connectors = catalogue.data?.connectors
  const entries = configuration.data?.entries
  const targets = useMemo(() => targetsOf(entries ?? [], connectors ?? []), [entries, connectors])
  return (
    <Answered query={configuration}>
      {() => (
        <Answered query={catalogue}>
          {() =>
            targets.length === 0 ? (
              <Notice>
                {say('newDelivery.noTarget')}{' '}
                <PageLink to="/connections/new">{say('connections.connect')}</PageLink>
              </Notice>
            ) : (
              <NewDeliveryForm targets={targets} />
            )
          }
        </Answered>
      )}
    </Answered>
  )
}
