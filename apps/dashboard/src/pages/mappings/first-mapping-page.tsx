import { useState } from 'react'
import { Redirect } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { SelectField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { proposedRules } from './auto-map.ts'
import { firstMapping, firstPlace, guessedEntity, type UnmappedStream } from './first-mapping.ts'
import { mappingAddress } from './mapping-address.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { targetFields, type Sides } from './target-fields.ts'

/** The first mapping of a stream: what a record tells of is chosen, rules are proposed, and the editor does the rest. */
export function FirstMappingPage({ part }: { readonly part: string }) {
  const { say } = useWords()
  const all = useAnswer('GET /api/mappings', {})
  return (
    <Answered query={all}>
      {({ mappings, unmapped }) => {
        const made = mappings.find((each) => each.part === part)
        if (made !== undefined) return <Redirect to={mappingAddress(part, made.id)} replace />
        const stream = unmapped.find((each) => each.part === part)
        if (stream === undefined) return <NowherePage />
        return (
          <>
            <PageHead
              above={<PageLink to="/mappings">{say('mappings.title')}</PageLink>}
              title={say('mappings.firstOf', { part })}
              note={say('mappings.firstNote')}
            />
            <WithSides stream={stream} />
          </>
        )
      }}
    </Answered>
  )
}

function WithSides({ stream }: { readonly stream: UnmappedStream }) {
  const { part } = stream
  const sides = useAnswer('GET /api/mappings/:part/sides', { params: { part } })
  return <Answered query={sides}>{(known) => <Choice stream={stream} sides={known} />}</Answered>
}

function Choice({ stream, sides }: { readonly stream: UnmappedStream; readonly sides: Sides }) {
  const { say } = useWords()
  const entities = sides.targets.flatMap(({ to }) => ('entity' in to ? to.entity : []))
  const name = stream.part.slice(stream.connection.length + 1)
  const [entity, setEntity] = useState(guessedEntity(name, entities) ?? '')
  return (
    <>
      <Card>
        <div className="max-w-sm">
          <SelectField
            label={say('mappings.tellsOf')}
            help={say('mappings.tellsOfHelp')}
            value={entity}
            onChange={({ target }) => setEntity(target.value)}
          >
            <option value="">{say('mappings.choose')}</option>
            {entities.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
        </div>
      </Card>
      {entity !== '' && <Begun key={entity} stream={stream} sides={sides} entity={entity} />}
    </>
  )
}

function Begun({
  stream,
  sides,
  entity,
}: {
  readonly stream: UnmappedStream
  readonly sides: Sides
  readonly entity: string
}) {
  const entries = useAnswer('GET /api/configuration', {})
  const listed = firstMapping(stream, entity)
  const { id, from, to } = listed
  const rules = proposedRules(targetFields(sides, to, {}), sides.source, {})
  return (
    <Answered query={entries}>
      {(answer) => (
        <MappingEditor
          listed={listed}
          mapping={{ id, from, to, fields: {} }}
          place={firstPlace(answer.entries, listed)}
          begun={{ rest: { id, from, to }, rules }}
        />
      )}
    </Answered>
  )
}
