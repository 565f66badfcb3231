import { Plus } from 'lucide-react'
import { useAnswer } from '../../api/use-answer.ts'
import { groupIn } from '../../schema-form/form-value.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Card } from '../../ui/card.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { textOf } from '../entry-form/group-fields.tsx'
import { cartRulePath } from './cart-rule-path.ts'

/** The rules by which whoever leaves a cart is written to. */
export function CartRulesCard() {
  const { say } = useWords()
  const { session } = useSession()
  const mayRead = mayDo(session, 'configuration:read')
  const configuration = useAnswer('GET /api/configuration', {}, { enabled: mayRead })
  if (!mayRead) return null
  return (
    <Card
      flush
      title={say('cartRule.list')}
      note={say('cartRule.listNote')}
      actions={
        mayDo(session, 'configuration:write') && (
          <ButtonLink to="/abandoned-carts/new.rule" icon={<Plus aria-hidden size={16} />}>
            {say('cartRule.new')}
          </ButtonLink>
        )
      }
    >
      <Answered query={configuration}>
        {({ entries }) => {
          const rules = entries.filter(({ section }) => section === 'carts')
          return rules.length === 0 ? (
            <p className="px-4 pb-4 text-sm text-soft sm:px-5">{say('cartRule.none')}</p>
          ) : (
            <ul className="divide-y divide-line border-t border-line">
              {rules.map(({ id, value, faults }) => (
                <li
                  key={id}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm sm:px-5"
                >
                  <PageLink to={cartRulePath(id)}>{id}</PageLink>
                  <span className="text-soft">{connectionsIn(value)}</span>
                  {faults.length > 0 && <Badge tone="negative">{say('entries.wrong')}</Badge>}
                </li>
              ))}
            </ul>
          )
        }}
      </Answered>
    </Card>
  )
}

function connectionsIn(value: unknown): string {
  const { connections } = groupIn(value)
  return Array.isArray(connections) ? connections.map(textOf).join(', ') : ''
}
