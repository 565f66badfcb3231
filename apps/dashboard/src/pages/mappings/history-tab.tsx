import { useState } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import type { AnswerOf } from '../../api/routes.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ChangeList } from './changes-tab.tsx'
import { changesBetween } from './mapping-changes.ts'
import type { MappingPlace } from './mapping-place.ts'
import { isObject } from './rule-text.ts'
import type { MappingWork, Written } from './use-mapping-draft.ts'

type StorePlace = Extract<MappingPlace, { kind: 'store' }>
type Version = AnswerOf<'GET /api/configuration/:section/:id/history'>['versions'][number]

/** What the entry was at each version, and the way back. */
export function HistoryTab({
  place,
  work,
  current,
}: {
  readonly place: StorePlace
  readonly work: MappingWork
  readonly current: Written
}) {
  const { say } = useWords()
  const { section, id } = place
  const history = useAnswer('GET /api/configuration/:section/:id/history', {
    params: { section, id },
  })
  return (
    <Card title={say('mappings.history')} note={say('mappings.historyNote')}>
      <Answered query={history}>
        {({ versions }) => (
          <ul className="grid gap-3">
            {versions.map((version) => (
              <VersionRow
                key={version.version}
                version={version}
                place={place}
                current={current}
                mayRestore={work.mayEdit && !work.isEdited}
              />
            ))}
          </ul>
        )}
      </Answered>
    </Card>
  )
}

function VersionRow({
  version: { version, changedAt, changedBy, isGone, value },
  place,
  current,
  mayRestore,
}: {
  readonly version: Version
  readonly place: StorePlace
  readonly current: Written
  readonly mayRestore: boolean
}) {
  const { say, formats } = useWords()
  const [isOpen, setOpen] = useState(false)
  const restore = useDeed('POST /api/configuration/:section/:id/restore', {
    done: say('mappings.restored', { version }),
  })
  const { section, id } = place
  const mapping = place.mappingIn(value)
  const isNow = version === place.version
  const changes = isObject(mapping) ? changesBetween(current, mapping) : []
  return (
    <li className="grid gap-3 rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <span className="font-medium">{say('mappings.version', { version })}</span>
          {isNow && <Badge tone="positive">{say('mappings.inForce')}</Badge>}
          {isGone && <Badge>{say('mappings.gone')}</Badge>}
          <span className="text-soft">
            {say('mappings.changedBy', { by: changedBy, when: formats.instant(changedAt) })}
          </span>
        </p>
        {!isNow && isObject(mapping) && (
          <div className="flex gap-2">
            <Button look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {say('mappings.compare')}
              <span className="sr-only">{version}</span>
            </Button>
            {mayRestore && (
              <Button
                busy={restore.isPending}
                onClick={() =>
                  restore.mutate({
                    params: { section, id },
                    body: { version },
                    version: place.version,
                  })
                }
              >
                {say('mappings.restore')}
                <span className="sr-only">{version}</span>
              </Button>
            )}
          </div>
        )}
      </div>
      {isOpen &&
        (changes.length === 0 ? (
          <p className="text-sm text-soft">{say('mappings.noChanges')}</p>
        ) : (
          <ChangeList changes={changes} />
        ))}
    </li>
  )
}
