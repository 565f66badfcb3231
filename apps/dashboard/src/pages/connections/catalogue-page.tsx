import { Plug } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Steps } from '../../ui/steps.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { foundIn, offered, type CatalogueConnector } from './catalogue.ts'
import { useConnectSteps } from './use-connect-steps.ts'

/** What can be connected. */
export function CataloguePage() {
  const { say } = useWords()
  const catalogue = useAnswer('GET /api/connectors', {})
  const { data: known } = useAnswer('GET /api/modules', {})
  const [search, setSearch] = useState('')
  return (
    <>
      <PageHead
        above={<PageLink to="/connections">{say('connections.title')}</PageLink>}
        title={say('connections.choose')}
        note={say('connections.chooseNote')}
      />
      <Steps label={say('connections.steps')} steps={useConnectSteps()} current={0} />
      <div className="max-w-md">
        <TextField
          type="search"
          label={say('connections.search')}
          hidesLabel
          placeholder={say('connections.search')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </div>
      <Answered query={catalogue}>
        {({ connectors, unusable }) => (
          <>
            <Found connectors={foundIn(offered(connectors, known?.modules ?? []), search)} />
            {unusable.length > 0 && (
              <Card title={say('connections.unusable')}>
                <TroubleList
                  troubles={unusable.map(({ package: name, message }) => ({
                    message: `${name}: ${message}`,
                  }))}
                />
              </Card>
            )}
          </>
        )}
      </Answered>
    </>
  )
}

function Found({ connectors }: { readonly connectors: readonly CatalogueConnector[] }) {
  const { say } = useWords()
  if (connectors.length === 0)
    return (
      <Card>
        <EmptyState icon={<Plug aria-hidden size={22} />} title={say('connections.noneFound')}>
          {say('connections.noneFoundHelp')}
        </EmptyState>
      </Card>
    )
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {connectors.map((connector) => (
        <li key={connector.package} className="grid">
          <ConnectorLink connector={connector} />
        </li>
      ))}
    </ul>
  )
}

function ConnectorLink({
  connector: { names, package: from, name, version, reads, sends },
}: {
  readonly connector: CatalogueConnector
}) {
  const { say } = useWords()
  return (
    <Link
      href={`/connections/new/${encodeURIComponent(names[0] ?? from)}`}
      className="grid content-start gap-2 rounded-xl border border-line bg-surface p-4 shadow-card hover:border-edge hover:bg-fill/40"
    >
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-semibold">{name}</span>
        <span className="flex gap-1.5">
          {reads.length > 0 && <Badge tone="accent">{say('connections.reads')}</Badge>}
          {sends.length > 0 && <Badge tone="positive">{say('connections.sends')}</Badge>}
        </span>
      </span>
      <span className="line-clamp-2 text-sm text-soft">
        {[...new Set([...reads, ...sends])].join(', ')}
      </span>
      <span className="text-xs text-faint [overflow-wrap:anywhere]">
        {from} {version}
      </span>
    </Link>
  )
}
