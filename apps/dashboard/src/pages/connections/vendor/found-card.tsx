import { RefreshCw } from 'lucide-react'
import { useDeed } from '../../../api/use-deed.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { foundLines, type FoundLine } from './found-text.ts'
import type { VendorSide } from './vendor-side.ts'

/** So many of a list are shown at once. */
const mostShown = 12

/** What only the account knows: its lists, fields and tables, as it told them when it was last asked. */
export function FoundCard({ side: { connection: id, found } }: { readonly side: VendorSide }) {
  const { say, formats } = useWords()
  const { session } = useSession()
  const ask = useDeed('POST /api/connections/:id/discover')
  const lines = foundLines(found?.value ?? null)
  const told = ask.data
  return (
    <Card
      title={say('vendor.found')}
      note={
        found === undefined
          ? say('vendor.foundNever')
          : say('vendor.foundNote', { when: formats.ago(found.at) })
      }
      actions={
        mayDo(session, 'runs:start') && (
          <Button
            icon={<RefreshCw aria-hidden size={16} />}
            busy={ask.isPending}
            onClick={() => ask.mutate({ params: { id } })}
          >
            {say('vendor.ask')}
          </Button>
        )
      }
    >
      {(told !== undefined || lines.length > 0) && (
        <div className="grid gap-4">
          {told !== undefined && !told.isFirst && (
            <p role="status" className="text-sm font-medium">
              {told.differences.length === 0
                ? say('vendor.same')
                : say('vendor.differences', { count: told.differences.length })}
            </p>
          )}
          <dl className="grid gap-x-6 gap-y-4 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
            {lines.map((line) => (
              <Found key={line.name} {...line} />
            ))}
          </dl>
        </div>
      )}
    </Card>
  )
}

function Found({ name, count, texts, sentences }: FoundLine) {
  const { say, formats } = useWords()
  const rest = texts.slice(mostShown)
  return (
    <>
      <dt className="text-faint">
        {name}
        {count !== undefined && ` (${formats.number(count)})`}
      </dt>
      <dd className="min-w-0 font-medium [overflow-wrap:anywhere] max-sm:-mt-3">
        {texts.length === 0 ? say('vendor.none') : texts.slice(0, mostShown).join(', ')}
        {rest.length > 0 && (
          <details>
            <summary className="min-h-6 cursor-pointer text-accent">
              {say('vendor.more', { count: rest.length })}
            </summary>
            {rest.join(', ')}
          </details>
        )}
        {sentences?.map(({ of, name: about, text }) => (
          <p key={`${of} ${about}`} className="max-w-[72ch] pt-1 font-normal text-soft">
            <span className="text-faint">
              {of}, {about.toLowerCase()}:
            </span>{' '}
            {text}
          </p>
        ))}
      </dd>
    </>
  )
}
