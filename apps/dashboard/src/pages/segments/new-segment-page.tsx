import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { ListedSegment, SegmentCatalogue } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { SelectField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { idOfName } from '../id-of-name.ts'
import { emptyGroup } from './condition-draft.ts'
import { readDraft } from './read-draft.ts'
import { SegmentEditor } from './segment-editor.tsx'
import { useSaveSegment } from './use-save-segment.ts'

const resources = ['customer', 'order', 'product'] as const

/** A new segment, from nothing or from one that is there; the address says from which. */
export function NewSegmentPage() {
  const { say } = useWords()
  const catalogue = useAnswer('GET /api/segment-fields', {})
  const listed = useAnswer('GET /api/segments', {})
  return (
    <>
      <PageHead
        title={say('builder.new')}
        note={say('builder.newNote')}
        above={<PageLink to="/segments">{say('segments.title')}</PageLink>}
      />
      <Answered query={catalogue}>
        {(fields) => (
          <Answered query={listed}>
            {({ segments }) => <NewSegment catalogue={fields} segments={segments} />}
          </Answered>
        )}
      </Answered>
    </>
  )
}

function NewSegment({
  catalogue,
  segments,
}: {
  readonly catalogue: SegmentCatalogue
  readonly segments: readonly ListedSegment[]
}) {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const wanted = new URLSearchParams(useSearch()).get('from')
  const [from, setFrom] = useState(wanted ?? '')
  const template = segments.find(({ id }) => id === from)
  const [chosen, setChosen] = useState<(typeof resources)[number]>('customer')
  const resource = template?.resource ?? chosen
  const { save, isSaving } = useSaveSegment({
    isPart: mayDo(session, 'configuration:write'),
    onSaved: (id) => go(`/segments/${encodeURIComponent(id)}`),
  })
  return (
    <>
      <Card>
        <div className="grid gap-3 sm:grid-cols-2 lg:max-w-2xl">
          <SelectField
            label={say('builder.resource')}
            value={resource}
            onChange={({ target }) => {
              const found = resources.find((each) => each === target.value)
              if (found === undefined) return
              setChosen(found)
              setFrom('')
            }}
          >
            {resources.map((each) => (
              <option key={each} value={each}>
                {say(`resource.${each}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={say('builder.from')}
            value={from}
            onChange={({ target }) => {
              setChosen(resource)
              setFrom(target.value)
            }}
          >
            <option value="">{say('builder.fromNothing')}</option>
            {segments
              .filter((each) => each.resource === resource)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </SelectField>
        </div>
      </Card>
      <SegmentEditor
        // Another beginning is another segment.
        key={`${resource} ${from}`}
        resource={resource}
        initial={{
          name: template === undefined ? '' : say('builder.copyOf', { name: template.name }),
          draft:
            template === undefined ? emptyGroup : readDraft(template.where, resource, catalogue),
        }}
        catalogue={catalogue}
        isSaving={isSaving}
        onSave={(segment) =>
          save(segment, {
            id: idOfName(segment.name, new Set(segments.map(({ id }) => id)), 'segment'),
            version: 'new',
          })
        }
      />
    </>
  )
}
