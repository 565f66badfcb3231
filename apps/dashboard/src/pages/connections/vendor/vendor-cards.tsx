import { useAnswer } from '../../../api/use-answer.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Card } from '../../../ui/card.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { useWords } from '../../../words/words-context.tsx'
import type { Entry } from '../../entries/entry.ts'
import { SendingCard } from '../sending-card.tsx'
import { AbilitiesCard } from './abilities-card.tsx'
import { FoundCard } from './found-card.tsx'
import { PrepareCard } from './prepare-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { VendorLinks } from './vendor-links.tsx'
import { WebhooksCard } from './webhooks-card.tsx'

/** What stands at the vendor of a connection, and what is made there: only what its connector can do is offered. */
export function VendorCards({ entry }: { readonly entry: Entry }) {
  const { id } = entry
  const { say } = useWords()
  const { session } = useSession()
  const side = useAnswer(
    'GET /api/connections/:id/vendor-side',
    { params: { id } },
    // One that cannot be opened has nothing to tell.
    { enabled: entry.faults.every(({ severity }) => severity !== 'error') },
  )
  if (side.isLoading) return <Skeleton className="h-72 w-full rounded-xl" />
  if (side.data === undefined)
    return (
      <>
        {side.isError && (
          <Card title={say('vendor.does')}>
            <ErrorState error={side.error} onRetry={() => void side.refetch()} />
          </Card>
        )}
        <SettingsCard entry={entry} />
      </>
    )
  const { prepares, discovers, parts } = side.data
  const has = (wanted: (typeof parts)[number]['kind']) => parts.some(({ kind }) => kind === wanted)
  return (
    <>
      <VendorLinks side={side.data} />
      {has('sink') && mayDo(session, 'status:read') && <SendingCard id={id} />}
      {prepares && mayDo(session, 'configuration:write') && <PrepareCard id={id} />}
      {discovers && <FoundCard side={side.data} />}
      {has('webhook') && mayDo(session, 'surfaces:write') && <WebhooksCard id={id} />}
      <AbilitiesCard side={side.data} />
      <SettingsCard entry={entry} />
    </>
  )
}
