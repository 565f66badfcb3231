import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { problemOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { cartStateText } from './cart-state-text.ts'

/** What the rules, as they are saved, would have sent for the carts of the last thirty days. */
export function CartDryRunCard() {
  const { say, formats } = useWords()
  const { session } = useSession()
  const run = useMutation({ mutationFn: () => call('POST /api/carts/dry-run', { body: {} }) })
  if (!mayDo(session, 'figures:read')) return null
  return (
    <Card
      title={say('cartRule.dryRunTitle')}
      note={say('cartRule.dryRunNote')}
      actions={
        <Button
          icon={<Play aria-hidden size={16} />}
          busy={run.isPending}
          onClick={() => run.mutate()}
        >
          {say('dryRun.run')}
        </Button>
      }
    >
      <div role="status" className="grid gap-3">
        {run.isError && <Notice tone="caution">{problemOf(run.error).detail}</Notice>}
        {run.data !== undefined && (
          <Facts
            facts={[
              { name: say('carts.left'), value: formats.number(run.data.carts) },
              ...Object.entries(run.data.messages).map(([name, count]) => ({
                name: `${say('carts.sent')}: ${name}`,
                value: formats.number(count),
              })),
              ...Object.entries(run.data.ends).map(([state, count]) => ({
                name: cartStateText(state, say),
                value: formats.number(count),
              })),
            ]}
          />
        )}
      </div>
    </Card>
  )
}
