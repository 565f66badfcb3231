import { useAnswer } from '../../../api/use-answer.ts'
import { groupIn } from '../../../schema-form/form-value.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Answered } from '../../../ui/answered.tsx'
import { Card } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PageLink } from '../../../ui/page-link.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { FoundCard } from '../vendor/found-card.tsx'
import { PrepareCard } from '../vendor/prepare-card.tsx'
import { hasTables } from '../vendor/vendor-side.ts'
import { TablesCards } from './tables-cards.tsx'

/** The tables at a vendor: their columns, keys and links as a picture and as a list, and what is missing of them. */
export function TablesPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const side = useAnswer('GET /api/connections/:id/vendor-side', { params: { id } })
  const entry = useAnswer('GET /api/configuration/:section/:id', {
    params: { section: 'connections', id },
  })
  const config = groupIn(groupIn(entry.data?.value)['config'])
  const currency = config['currency']
  return (
    <>
      <PageHead
        above={<PageLink to={`/connections/of/${encodeURIComponent(id)}`}>{id}</PageLink>}
        title={say('tables.title')}
        note={say('tables.note')}
      />
      {typeof currency === 'string' && (
        <Card>
          <Facts
            facts={[
              { name: say('tables.currency'), value: currency },
              {
                name: say('tables.link'),
                value: say(config['link'] === 'idContact' ? 'tables.byId' : 'tables.byKey'),
              },
            ]}
          />
        </Card>
      )}
      <Answered query={side}>
        {(told) => (
          <>
            {told.prepares && mayDo(session, 'configuration:write') && <PrepareCard id={id} />}
            {told.discovers && <FoundCard side={told} />}
            {hasTables(told) && <TablesCards id={id} />}
          </>
        )}
      </Answered>
    </>
  )
}
