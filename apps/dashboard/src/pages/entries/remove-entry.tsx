import { useLocation } from 'wouter'
import { useDeed } from '../../api/use-deed.ts'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { EntryName } from './entry.ts'

/** Takes an entry away, once somebody has said so twice. */
export function RemoveEntry({
  entry: { section, id },
  version,
  to,
  title = id,
  help,
}: {
  readonly entry: EntryName
  readonly version: number
  /** The page that is shown then. */
  readonly to: string
  /** What people call it. Default: its name. */
  readonly title?: string
  /** What becomes of it. Default: that it can be restored. */
  readonly help?: string
}) {
  const { say } = useWords()
  const [, go] = useLocation()
  const remove = useDeed('DELETE /api/configuration/:section/:id', {
    done: say('entries.removed', { id }),
    onDone: () => go(to),
  })
  return (
    <AskedTwice
      button={say('entries.remove')}
      of={id}
      question={say('entries.removeAsked', { id: title })}
      help={help ?? say('entries.removeHelp')}
      busy={remove.isPending}
      onYes={() => remove.mutate({ params: { section, id }, version })}
    />
  )
}
