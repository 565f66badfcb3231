import { useState } from 'react'
import { useAnswer } from '../../../api/use-answer.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Answered } from '../../../ui/answered.tsx'
import { Card } from '../../../ui/card.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PageLink } from '../../../ui/page-link.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { FirstPlaceForm } from './first-place-form.tsx'
import { ImportWork } from './import-work.tsx'
import type { Place } from './place.ts'

/** A file of bonus checks: looked at first, and then imported. */
export function ImportPage() {
  const { say } = useWords()
  const { session } = useSession()
  const bonus = useAnswer('GET /api/bonus', {})
  return (
    <>
      <PageHead
        above={<PageLink to="/till/bonus">{say('bonus.title')}</PageLink>}
        title={say('bonus.import')}
        note={say('bonus.importNote')}
      />
      {mayDo(session, 'configuration:write') ? (
        <Answered query={bonus}>
          {({ places }) => (places.length === 0 ? <FirstPlaceForm /> : <Places places={places} />)}
        </Answered>
      ) : (
        <Notice tone="caution">
          {say('error.noPermissionHelp', { permission: 'configuration:write' })}
        </Notice>
      )}
    </>
  )
}

function Places({ places }: { readonly places: readonly Place[] }) {
  const { say } = useWords()
  const [chosen, setChosen] = useState(0)
  const place = places[chosen] ?? places[0]
  if (place === undefined) return null
  return (
    <>
      {places.length > 1 && (
        <Card>
          <div className="max-w-sm">
            <SelectField
              label={say('bonus.place')}
              value={chosen}
              onChange={({ target }) => setChosen(Number(target.value))}
            >
              {places.map(({ connection, stream }, index) => (
                <option key={`${connection}.${stream}`} value={index}>
                  {connection}.{stream}
                </option>
              ))}
            </SelectField>
          </div>
        </Card>
      )}
      <ImportWork key={`${place.connection}.${place.stream}`} place={place} />
    </>
  )
}
