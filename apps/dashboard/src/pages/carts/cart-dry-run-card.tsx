import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Facts } from '../../ui/facts.tsx'
import { useWords } from '../../words/words-context.tsx'
import { DryRunFrame } from '../entry-form/dry-run-frame.tsx'
import { cartStateText } from './cart-state-text.ts'

/** What the rules, as they are saved, would have sent for the carts of the last thirty days. */
export function CartDryRunCard() {
  const { say, formats } = useWords()
  const { session } = useSession()
  const run = useMutation({ mutationFn: () => call('POST /api/carts/dry-run', { body: {} }) })
  if (!mayDo(session, 'figures:read')) return null
  return (
    <DryRunFrame title={say('cartRule.dryRunTitle')} note={say('cartRule.dryRunNote')} run={run}>
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
    </DryRunFrame>
  )
}
