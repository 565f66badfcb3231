import { useMemo } from 'react'
import type { Sending } from '../../api/answers.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'

const tones: Readonly<Record<string, Tone>> = { sent: 'positive', failed: 'negative' }

/** The last times that a report was sent, and what came of it. */
export function SendingsTable({ told }: { readonly told: readonly Sending[] }) {
  const { say, knows, formats } = useWords()
  const columns = useMemo<readonly Column<Sending>[]>(
    () => [
      { id: 'at', header: say('reports.when'), cell: ({ at }) => formats.instant(at) },
      { id: 'to', header: say('reports.to'), wide: true, cell: ({ to }) => to },
      {
        id: 'state',
        header: say('reports.state'),
        cell: ({ state, problem }) => {
          const key = `sending.${state}`
          return (
            <span className="grid justify-items-start gap-1">
              <Badge tone={tones[state] ?? 'neutral'}>{knows(key) ? say(key) : state}</Badge>
              {problem !== undefined && (
                <span className="text-xs text-soft [overflow-wrap:anywhere]">{problem}</span>
              )}
            </span>
          )
        },
      },
    ],
    [say, knows, formats],
  )
  if (told.length === 0)
    return (
      <p className="border-t border-line px-4 py-4 text-sm text-soft sm:px-5">
        {say('reports.never')}
      </p>
    )
  return (
    <div className="border-t border-line">
      <Table
        label={say('reports.sendings')}
        columns={columns}
        rows={told}
        keyOf={({ period, to }) => `${period} ${to}`}
      />
    </div>
  )
}
