import type { ReactNode } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { useWords } from '../../../words/words-context.tsx'
import type { PlainKey } from '../../../words/messages.ts'
import type { VendorPart, VendorSide } from './vendor-side.ts'

const titles: Readonly<Record<VendorPart['kind'], PlainKey>> = {
  stream: 'connections.reads',
  feed: 'vendor.feed',
  webhook: 'vendor.webhook',
  sink: 'connections.sends',
  action: 'vendor.action',
  lookup: 'vendor.lookup',
  surface: 'vendor.surface',
}
const kinds = Object.keys(titles) as readonly VendorPart['kind'][]
const modes: Readonly<Record<NonNullable<VendorPart['mode']>, PlainKey>> = {
  append: 'vendor.append',
  upsert: 'vendor.upsert',
  patch: 'vendor.patch',
  served: 'vendor.served',
}

/** What a connection reads, sends and can be asked, with what its key must be allowed. */
export function AbilitiesCard({ side: { parts } }: { readonly side: VendorSide }) {
  const { say } = useWords()
  const permissions = [...new Set(parts.flatMap((part) => part.permissions))].toSorted()
  return (
    <Card title={say('vendor.does')} note={say('vendor.doesNote')}>
      <dl className="grid gap-x-6 gap-y-4 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
        {kinds.map((kind) => {
          const own = parts.filter((part) => part.kind === kind)
          // The one webhook, and the one log that is followed, need no name.
          const isAlone = kind === 'webhook' || kind === 'feed'
          return (
            own.length > 0 && (
              <Row key={kind} title={say(titles[kind])}>
                {isAlone
                  ? say('vendor.yes')
                  : own.map((part) => <Part key={part.name} {...part} />)}
              </Row>
            )
          )
        })}
        {permissions.length > 0 && (
          <Row title={say('vendor.permissions')}>
            {permissions.map((permission) => (
              <code key={permission} className="font-mono text-xs [overflow-wrap:anywhere]">
                {permission}
              </code>
            ))}
          </Row>
        )}
      </dl>
    </Card>
  )
}

function Row({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{title}</dt>
      <dd className="flex min-w-0 flex-wrap gap-x-4 gap-y-1.5 max-sm:-mt-3">{children}</dd>
    </>
  )
}

function Part({ name, mode, deletes }: VendorPart) {
  const { say } = useWords()
  return (
    <span className="flex items-center gap-1.5 font-medium [overflow-wrap:anywhere]">
      {name}
      {mode !== undefined && <Badge>{say(modes[mode])}</Badge>}
      {deletes === true && <Badge tone="caution">{say('vendor.deletes')}</Badge>}
    </span>
  )
}
