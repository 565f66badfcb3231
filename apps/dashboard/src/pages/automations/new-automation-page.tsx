import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { groupIn } from '../../schema-form/form-value.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { WritersOnly } from '../dashboard-editor/writers-only.tsx'
import { FieldRow } from '../entry-form/group-fields.tsx'
import { idOfName } from '../id-of-name.ts'
import { AutomationForm } from './automation-form.tsx'
import { automationPath } from './automation-path.ts'
import type { AutomationParts } from './automation-parts.ts'

/** A new automation, from nothing or from a ready one. */
export function NewAutomationPage() {
  const { say } = useWords()
  const parts = useAnswer('GET /api/automation-parts', {})
  return (
    <>
      <PageHead
        title={say('automation.new')}
        note={say('automation.newNote')}
        above={<PageLink to="/automations">{say('automations.title')}</PageLink>}
      />
      <WritersOnly>
        <Answered query={parts}>{(found) => <Beginning parts={found} />}</Answered>
      </WritersOnly>
    </>
  )
}

function Beginning({ parts }: { readonly parts: AutomationParts }) {
  const { say, knows } = useWords()
  const [, go] = useLocation()
  const [title, setTitle] = useState('')
  const [from, setFrom] = useState('')
  const taken = new Set(
    (useAnswer('GET /api/automations', {}).data?.automations ?? []).map(({ id }) => id),
  )
  const id = idOfName(title, taken, 'automation')
  const recipeName = (recipe: string) => {
    const key = `recipe.${recipe}`
    return knows(key) ? say(key) : recipe
  }
  const isNamed = title.trim() !== ''
  return (
    <>
      <Card>
        <div className="max-w-3xl">
          <FieldRow>
            <TextField
              label={say('builder.name')}
              help={say('automation.nameHelp', { id })}
              aria-required
              autoComplete="off"
              maxLength={60}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
            <SelectField
              label={say('builder.from')}
              help={say('automation.fromHelp')}
              value={from}
              onChange={({ target }) => setFrom(target.value)}
            >
              <option value="">{say('builder.fromNothing')}</option>
              {Object.keys(parts.recipes).map((recipe) => (
                <option key={recipe} value={recipe}>
                  {recipeName(recipe)}
                </option>
              ))}
            </SelectField>
          </FieldRow>
        </div>
      </Card>
      <AutomationForm
        // Another beginning is another automation.
        key={from}
        kept={{
          section: 'automations',
          value: from === '' ? { on: 'order.paid', steps: [] } : groupIn(parts.recipes[from]),
        }}
        name={isNamed ? { section: 'automations', id } : undefined}
        parts={parts}
        onSaved={(saved) => go(automationPath(saved.id))}
      />
    </>
  )
}
