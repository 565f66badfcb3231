import type { DeadLetter } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { Button } from '../../ui/button.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useReplay } from './use-replay.ts'

export function LetterRow({
  part,
  letter: { key, createdAt, fault, native, mapped },
  mayAct,
}: {
  readonly part: string
  readonly letter: DeadLetter
  readonly mayAct: boolean
}) {
  const { say, formats } = useWords()
  const replay = useReplay()
  const discard = useDeed('POST /api/dead-letters/:part/discard', {
    done: say('letters.discarded', { key }),
  })
  const these = { params: { part }, body: { keys: [key] } }
  return (
    <li className="grid gap-3 border-b border-line px-4 py-4 text-sm last:border-0 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="font-mono text-xs font-medium break-all">{key}</p>
          <p className="text-faint">{formats.instant(createdAt)}</p>
        </div>
        {mayAct && (
          <div className="flex gap-2">
            <Button busy={replay.isPending} onClick={() => replay.mutate(these)}>
              {say('letters.again')}
              <span className="sr-only">{key}</span>
            </Button>
            <AskedTwice
              button={say('letters.discard')}
              of={key}
              question={say('letters.discardAsked', { key })}
              help={say('letters.discardHelp')}
              busy={discard.isPending}
              onYes={() => discard.mutate(these)}
            />
          </div>
        )}
      </div>
      <TroubleList isOneOfMany troubles={[fault]} />
      <div className="grid items-start gap-2 lg:grid-cols-2">
        <Shown title={say('letters.native')} value={native} />
        <Shown title={say('letters.mapped')} value={mapped} />
      </div>
    </li>
  )
}

/** A piece of JSON that is opened by whoever wants to see it. */
function Shown({ title, value }: { readonly title: string; readonly value: unknown }) {
  if (value === undefined || value === null) return null
  return (
    <details className="min-w-0 rounded-lg bg-fill">
      <summary className="flex min-h-9 items-center px-3 font-medium">{title}</summary>
      <pre
        tabIndex={0}
        className="max-h-80 overflow-auto px-3 pb-3 font-mono text-xs -outline-offset-2"
      >
        {JSON.stringify(value, undefined, 2)}
      </pre>
    </details>
  )
}
