import { problemOf } from '../../api/api-error.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useWords } from '../../words/words-context.tsx'
import { useSettled } from '../customers/use-settled.ts'
import type { Resource } from './catalogue.ts'
import type { WrittenCondition } from './written-condition.ts'

/** How many fulfil what is written, as soon as it is written. */
export function LiveCount({
  resource,
  where,
}: {
  readonly resource: Resource
  readonly where: WrittenCondition | undefined
}) {
  const { say, formats } = useWords()
  // As text it is the same as long as it says the same.
  const asked = useSettled(where === undefined ? '' : JSON.stringify({ resource, where }))
  const isAsked = asked !== '' && where !== undefined
  const count = useAnswer(
    'POST /api/segments/count',
    { body: isAsked ? definitionIn(asked) : { name: '-', where: {} } },
    { enabled: isAsked },
  )
  const { data } = count
  return (
    <section
      aria-label={say('builder.count')}
      aria-busy={count.isFetching}
      className="rounded-xl border border-line bg-surface p-4 shadow-card transition-colors aria-busy:border-accent"
    >
      <p className="text-sm text-faint">{say(`resource.${resource}`)}</p>
      <div role="status">
        {!isAsked ? (
          <p className="text-sm text-soft">{say('builder.incomplete')}</p>
        ) : count.isError ? (
          <p className="text-sm text-negative [overflow-wrap:anywhere]">
            {problemOf(count.error).detail}
          </p>
        ) : (
          <>
            <p className="text-2xl leading-9 font-semibold tracking-tight tabular-nums">
              {data === undefined ? '…' : formats.number(data.count)}
            </p>
            {data?.tooLittleData === true && (
              <p className="text-sm text-soft">{say('segments.tooLittle')}</p>
            )}
            {data?.isCurrent === false && (
              <p className="text-sm text-soft">{say('segments.notCurrent')}</p>
            )}
          </>
        )}
      </div>
    </section>
  )
}

function definitionIn(text: string): {
  readonly name: string
  readonly resource: Resource
  readonly where: Record<string, unknown>
} {
  const { resource, where } = JSON.parse(text) as {
    readonly resource: Resource
    readonly where: Record<string, unknown>
  }
  return { name: 'counted', resource, where }
}
