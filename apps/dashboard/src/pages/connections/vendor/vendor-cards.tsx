import { useAnswer } from '../../../api/use-answer.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import type { Entry } from '../../entries/entry.ts'
import { AbilitiesCard } from './abilities-card.tsx'
import { FoundCard } from './found-card.tsx'
import { PrepareCard } from './prepare-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { VendorLinks } from './vendor-links.tsx'
import { WebhooksCard } from './webhooks-card.tsx'

/** What stands at the vendor of a connection, and what is made there: only what its connector can do is offered. */
export function VendorCards({ entry }: { readonly entry: Entry }) {
  const { id } = entry
  const { session } = useSession()
  const side = useAnswer(
    'GET /api/connections/:id/vendor-side',
    { params: { id } },
    // One that cannot be opened has nothing to tell.
    { enabled: entry.faults.every(({ severity }) => severity !== 'error') },
  )
  if (side.data === undefined) return <SettingsCard entry={entry} />
  const { prepares, discovers, parts } = side.data
  const isCalled = parts.some(({ kind }) => kind === 'webhook')
  return (
    <>
      <VendorLinks side={side.data} />
      {prepares && mayDo(session, 'configuration:write') && <PrepareCard id={id} />}
      {discovers && <FoundCard side={side.data} />}
      {isCalled && mayDo(session, 'surfaces:write') && <WebhooksCard id={id} />}
      <AbilitiesCard side={side.data} />
      <SettingsCard entry={entry} />
    </>
  )
}
