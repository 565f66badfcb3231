import { useMemo } from 'react'
import { useWords } from '../../words/words-context.tsx'
import type { Linked } from './catalogue.ts'
import { conditionParts, type ConditionPart } from './condition-parts.ts'
import { useConditionNames } from './use-condition-names.ts'

/** What is asked of the members of a segment, group by group. */
export function ConditionTree({
  condition,
  of,
}: {
  readonly condition: unknown
  readonly of: Linked
}) {
  const names = useConditionNames()
  const part = useMemo(() => conditionParts(condition, of, names), [condition, of, names])
  return <Part part={part} />
}

function Part({ part }: { readonly part: ConditionPart }) {
  const { say } = useWords()
  if (part.kind !== 'line')
    return (
      <div className="grid gap-2 text-sm">
        <p className="font-medium text-soft">
          {part.kind === 'all' && part.parts.length === 0
            ? say('condition.everybody')
            : say(`condition.${part.kind}`)}
        </p>
        <ul className="grid gap-2 border-l-2 border-line pl-4">
          {part.parts.map((each, index) => (
            <li key={index}>
              <Part part={each} />
            </li>
          ))}
        </ul>
      </div>
    )
  const { subject, operator, value, where, days } = part
  return (
    <div className="grid gap-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="rounded-md bg-fill px-2 py-1 font-medium">{subject}</span>
        {operator !== '' && <span className="text-soft">{operator}</span>}
        {value !== '' && (
          <span className="rounded-md bg-accent-soft px-2 py-1 font-medium text-accent [overflow-wrap:anywhere]">
            {value}
          </span>
        )}
        {days !== undefined && (
          <span className="text-faint">{say('condition.days', { count: days })}</span>
        )}
      </p>
      {where !== undefined && (
        <div className="border-l-2 border-line pl-4">
          <p className="pb-1 text-faint">{say('condition.where')}</p>
          <Part part={where} />
        </div>
      )}
    </div>
  )
}
