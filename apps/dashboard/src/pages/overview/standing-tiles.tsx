import type { MonitoredConnection, Status } from '../../api/answers.ts'
import { Tile } from '../../ui/tile.tsx'
import { useWords } from '../../words/words-context.tsx'

/** The few numbers that say whether somebody is needed. */
export function StandingTiles({
  connections,
  status,
}: {
  readonly connections: readonly MonitoredConnection[]
  readonly status: Status | undefined
}) {
  const { say, formats } = useWords()
  const read = connections.filter(({ streams }) => streams.length > 0)
  const wrong = read.filter(({ standing }) => standing === 'failing' || standing === 'authExpired')
  const records = read
    .flatMap(({ streams }) => streams)
    .reduce((sum, each) => sum + each.records, 0)
  const waiting = status?.deliveries.reduce((sum, each) => sum + each.lag + each.held, 0)
  const letters = status?.deadLetters
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4">
      <Tile
        label={say('overview.connections')}
        value={formats.number(read.length)}
        note={
          wrong.length === 0
            ? say('overview.allWell')
            : say('overview.needYou', { count: wrong.length })
        }
        tone={wrong.length === 0 ? 'positive' : 'negative'}
      />
      <Tile
        label={say('overview.records')}
        value={formats.number(records)}
        note={say('overview.recordsNote')}
      />
      <Tile
        label={say('overview.waiting')}
        value={waiting === undefined ? undefined : formats.number(waiting)}
        note={say('overview.waitingNote')}
      />
      <Tile
        label={say('overview.letters')}
        value={letters === undefined ? undefined : formats.number(letters)}
        note={say(letters === 0 ? 'overview.lettersNone' : 'overview.lettersNote')}
        tone={letters === undefined || letters === 0 ? 'neutral' : 'negative'}
      />
    </div>
  )
}
