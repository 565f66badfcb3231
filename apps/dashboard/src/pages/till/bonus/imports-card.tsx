import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { AnswerOf } from '../../../api/routes.ts'
import { useAnswer, watchedMs } from '../../../api/use-answer.ts'
import { Answered } from '../../../ui/answered.tsx'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { useWords } from '../../../words/words-context.tsx'

type Import = AnswerOf<'GET /api/bonus/imports'>['imports'][number]

const tones: Readonly<Record<Import['state'], Tone>> = {
  running: 'accent',
  done: 'positive',
  failed: 'negative',
  lost: 'caution',
}

/** Which files were imported, by whom and when, and what came of each. */
export function ImportsCard() {
  const { say } = useWords()
  const imports = useAnswer('GET /api/bonus/imports', {}, { everyMs: watchedMs })
  const running = imports.data?.imports.filter(({ state }) => state === 'running').length ?? 0
  useAskedAnewAfter(running)
  return (
    <Answered query={imports}>
      {(answer) =>
        answer.imports.length === 0 ? null : (
          <Card flush title={say('bonus.imports')} note={say('bonus.importsNote')}>
            <ImportsTable imports={answer.imports} />
          </Card>
        )
      }
    </Answered>
  )
}

/** Once an import has ended the checks are others. */
function useAskedAnewAfter(running: number): void {
  const queries = useQueryClient()
  const before = useRef(running)
  useEffect(() => {
    if (running < before.current) void queries.invalidateQueries()
    before.current = running
  }, [queries, running])
}

function ImportsTable({ imports }: { readonly imports: readonly Import[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Import>[]>(
    () => [
      {
        id: 'file',
        header: say('bonus.file'),
        cell: ({ file, bytes }) => (
          <>
            <span className="font-medium [overflow-wrap:anywhere]">{file}</span>
            <p className="text-faint">{formats.bytes(bytes)}</p>
          </>
        ),
      },
      {
        id: 'state',
        header: say('runs.state'),
        cell: ({ state, outcome }) => (
          <>
            <Badge tone={tones[state]}>{say(`importState.${state}`)}</Badge>
            {outcome?.fault !== undefined && (
              <p className="max-w-prose pt-1 text-negative">
                {outcome.fault.message} {outcome.fault.hint}
              </p>
            )}
            {state === 'lost' && <p className="max-w-prose pt-1">{say('bonus.lostHelp')}</p>}
          </>
        ),
      },
      {
        id: 'read',
        header: say('runs.read'),
        align: 'right',
        cell: ({ read }) => formats.number(read),
      },
      {
        id: 'written',
        header: say('runs.written'),
        align: 'right',
        wide: true,
        cell: ({ outcome }) => (outcome === null ? '–' : formats.number(outcome.written)),
      },
      {
        id: 'rejected',
        header: say('runs.rejected'),
        align: 'right',
        wide: true,
        cell: ({ outcome }) => (outcome === null ? '–' : formats.number(outcome.rejected)),
      },
      {
        id: 'by',
        header: say('bonus.by'),
        cell: ({ askedBy, askedAt }) => (
          <>
            <span className="[overflow-wrap:anywhere]">{askedBy}</span>
            <p className="text-faint">{formats.instant(askedAt)}</p>
          </>
        ),
      },
    ],
    [say, formats],
  )
  return (
    <Table label={say('bonus.imports')} columns={columns} rows={imports} keyOf={({ id }) => id} />
  )
}
