import { NowherePage } from '../../app/nowhere-page.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { CallsCard } from './calls-card.tsx'
import { FieldsCard } from './fields-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { KnownTills, type Till } from './known-tills.tsx'
import { SurfacesCard } from './surfaces-card.tsx'
import { TokensCard } from './tokens-card.tsx'

/** One connection to tills: where they call, what they show and ask for, and what of their history was read. */
export function OneTillPage({ id }: { readonly id: string }) {
  return (
    <KnownTills>
      {(tills) => {
        const till = tills.find(({ entry }) => entry.id === id)
        return till === undefined ? <NowherePage /> : <OneTill till={till} />
      }}
    </KnownTills>
  )
}

function OneTill({ till }: { readonly till: Till }) {
  const { say } = useWords()
  const { id, version } = till.entry
  return (
    <>
      <PageHead
        above={<PageLink to="/till">{say('till.title')}</PageLink>}
        title={id}
        note={till.system}
        actions={
          <span className="flex h-9 items-center text-sm">
            <PageLink to={`/connections/of/${encodeURIComponent(id)}`}>
              {say('till.settings')}
            </PageLink>
          </span>
        }
      />
      <SurfacesCard connection={id} title={say('till.address')} note={say('till.addressNote')} />
      <TokensCard connection={id} />
      <CallsCard connection={id} />
      {/* What somebody else changed meanwhile is another form. */}
      <FieldsCard key={version} till={till} />
      <HistoryCard till={till} />
    </>
  )
}
