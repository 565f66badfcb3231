import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ChangeList } from './changes-tab.tsx'
import type { MappingChange } from './mapping-changes.ts'
import type { MappingPlace } from './mapping-place.ts'

/** Somebody else saved it meanwhile: who, what they changed, and which of both goes on. */
export function ConflictNotice({
  place,
  theirs,
  onMine,
  onTheirs,
}: {
  readonly place: MappingPlace | undefined
  readonly theirs: readonly MappingChange[]
  readonly onMine: () => void
  readonly onTheirs: () => void
}) {
  const { say, formats } = useWords()
  const { changedBy = '', changedAt } = place?.kind === 'store' ? place : {}
  return (
    <Notice tone="caution">
      <div role="alert" className="grid gap-3">
        <p className="font-medium">
          {say('mappings.conflict', {
            by: changedBy,
            when: changedAt === undefined ? '' : formats.ago(changedAt),
          })}
        </p>
        <ChangeList changes={theirs} />
        <p className="text-soft">{say('mappings.conflictHelp')}</p>
        <div className="flex flex-wrap gap-2">
          <Button onClick={onMine}>{say('mappings.mine')}</Button>
          <Button onClick={onTheirs}>{say('mappings.theirs')}</Button>
        </div>
      </div>
    </Notice>
  )
}
