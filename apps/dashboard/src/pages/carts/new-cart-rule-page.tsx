import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { WritersOnly } from '../dashboard-editor/writers-only.tsx'
import { idOfName } from '../id-of-name.ts'
import { CartRuleForm } from './cart-rule-form.tsx'
import { cartRulePath } from './cart-rule-path.ts'

/** A new rule for carts that are left: two messages, an hour and a day after. */
export function NewCartRulePage() {
  const { say } = useWords()
  return (
    <>
      <PageHead
        title={say('cartRule.new')}
        note={say('cartRule.newNote')}
        above={<PageLink to="/abandoned-carts">{say('carts.title')}</PageLink>}
      />
      <WritersOnly>
        <NewRule />
      </WritersOnly>
    </>
  )
}

const start = { connections: [], steps: [{ after: '0m' }, { after: '24h' }] }

function NewRule() {
  const { say } = useWords()
  const [, go] = useLocation()
  const [title, setTitle] = useState('')
  const entries = useAnswer('GET /api/configuration', {}).data?.entries ?? []
  const taken = new Set(entries.flatMap(({ section, id }) => (section === 'carts' ? id : [])))
  const id = idOfName(title, taken, 'carts')
  return (
    <>
      <Card>
        <div className="max-w-md">
          <TextField
            label={say('builder.name')}
            help={say('automation.nameHelp', { id })}
            aria-required
            autoComplete="off"
            maxLength={60}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        </div>
      </Card>
      <CartRuleForm
        kept={{ section: 'carts', value: start }}
        name={title.trim() === '' ? undefined : { section: 'carts', id }}
        onSaved={(saved) => go(cartRulePath(saved.id))}
      />
    </>
  )
}
