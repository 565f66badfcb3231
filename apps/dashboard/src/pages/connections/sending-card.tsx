import { Send } from 'lucide-react'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { DeliveriesTable } from '../deliveries/deliveries-table.tsx'
import { SendingOutcomes } from './sending-outcomes.tsx'

/** What goes to a connection, how far that is, and what came of it last. */
export function SendingCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const deliveries = useAnswer('GET /api/deliveries', {}, { everyMs: watchedMs })
  return (
    <Card flush title={say('sending.title')} note={say('sending.note')}>
      <Answered query={deliveries}>
        {(answer) => {
          const own = answer.deliveries.filter(({ connection }) => connection === id)
          if (own.length === 0)
            return (
              <EmptyState icon={<Send aria-hidden size={22} />} title={say('sending.none')}>
                <p>{say('deliveries.emptyHelp')}</p>
                {mayDo(session, 'configuration:write') && (
                  <p className="pt-3">
                    <ButtonLink to="/deliveries/new">{say('newDelivery.title')}</ButtonLink>
                  </p>
                )}
              </EmptyState>
            )
          return (
            <>
              <DeliveriesTable deliveries={own} />
              <SendingOutcomes deliveries={own} />
            </>
          )
        }}
      </Answered>
    </Card>
  )
}
