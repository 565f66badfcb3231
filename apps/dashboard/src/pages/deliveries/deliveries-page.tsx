import { Plus, Send } from 'lucide-react'
import { useLocation } from 'wouter'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { DeliveriesTable } from './deliveries-table.tsx'
import { LettersCard } from './letters-card.tsx'
import { lettersIn } from './letters.ts'

/** What is sent, what waits, and what could not be processed. */
export function DeliveriesPage() {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const status = useAnswer('GET /api/status', {}, { everyMs: watchedMs })
  return (
    <>
      <PageHead
        title={say('deliveries.title')}
        note={say('deliveries.note')}
        actions={
          mayDo(session, 'configuration:write') && (
            <Button
              look="primary"
              icon={<Plus aria-hidden size={16} />}
              onClick={() => go('/deliveries/new')}
            >
              {say('newDelivery.title')}
            </Button>
          )
        }
      />
      <Answered query={status}>
        {(answer) => (
          <>
            <Card flush title={say('deliveries.all')}>
              {answer.deliveries.length === 0 ? (
                <EmptyState icon={<Send aria-hidden size={22} />} title={say('deliveries.empty')}>
                  {say('deliveries.emptyHelp')}
                </EmptyState>
              ) : (
                <DeliveriesTable deliveries={answer.deliveries} />
              )}
            </Card>
            <LettersCard places={lettersIn(answer)} />
          </>
        )}
      </Answered>
    </>
  )
}
