import { useState } from 'react'
import { useDeed } from '../../api/use-deed.ts'
import { groupIn, withField } from '../../schema-form/form-value.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry, EntryValue } from '../entries/entry.ts'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import { useSaveEntry } from '../entries/use-save-entry.ts'

/** Has everything read from a day on; first it is said what that means. */
export function HistoryForm({
  entry: { id, value, version, origin },
  isResting,
  onRun,
}: {
  readonly entry: Entry
  readonly isResting: boolean
  readonly onRun: (run: string) => void
}) {
  const { say } = useWords()
  const { session } = useSession()
  const config = groupIn(groupIn(value)['config'])
  const before = typeof config['startDate'] === 'string' ? config['startDate'] : ''
  const [day, setDay] = useState(before)
  const [isAsked, setAsked] = useState(false)
  const sync = useDeed('POST /api/connections/:id/sync', {
    onDone: ({ run }) => {
      setAsked(false)
      onRun(run)
    },
  })
  const read = () => sync.mutate({ params: { id }, body: { full: true } })
  const { save, isSaving, refused, problem } = useSaveEntry({
    done: say('connections.saved', { id }),
    onSaved: read,
  })
  const start = () => {
    if (day === before) return read()
    const changed = withField(config, 'startDate', day)
    save({
      name: { section: 'connections', id },
      value: withField(groupIn(value), 'config', changed) as EntryValue,
      version,
    })
  }
  if (!mayDo(session, 'runs:start')) return null
  const mayChange = origin === 'store' && mayDo(session, 'configuration:write')
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
      }}
    >
      {mayChange && (
        <div className="w-56">
          <TextField
            type="date"
            label={say('till.readFrom')}
            value={day}
            onChange={({ target }) => setDay(target.value)}
          />
        </div>
      )}
      <Button type="submit" disabled={isResting}>
        {say('till.readHistory')}
      </Button>
      {!mayChange && <p className="text-sm text-soft">{say('till.firstDayInFile')}</p>}
      <Dialog title={say('till.readHistory')} isOpen={isAsked} onClose={() => setAsked(false)}>
        <p className="text-soft">{say('till.readHelp')}</p>
        <RefusalNotice refused={refused} problem={problem} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>{say('action.cancel')}</Button>
          <Button look="primary" busy={isSaving || sync.isPending} onClick={start}>
            {say('till.readStart')}
          </Button>
        </div>
      </Dialog>
    </form>
  )
}
