import { ScrollText } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { AuditEntry } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'

const pageSize = 50

/** Who did what, the newest first. */
export function AuditCard() {
  const { say } = useWords()
  const [before, setBefore] = useState<string>()
  const audit = useAnswer('GET /api/audit', { query: { before, limit: pageSize } })
  const next = audit.data?.next ?? undefined
  return (
    <Card flush title={say('audit.title')} note={say('audit.note')}>
      <Answered query={audit}>
        {({ entries }) =>
          entries.length === 0 ? (
            <EmptyState icon={<ScrollText aria-hidden size={22} />} title={say('audit.empty')}>
              {say('audit.note')}
            </EmptyState>
          ) : (
            <AuditTable entries={entries} />
          )
        }
      </Answered>
      <Pager
        onFirst={before === undefined ? undefined : () => setBefore(undefined)}
        onNext={next === undefined ? undefined : () => setBefore(next)}
        busy={audit.isPlaceholderData}
      />
    </Card>
  )
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<AuditEntry>[]>(
    () => [
      { id: 'at', header: say('audit.when'), cell: ({ lastAt }) => formats.instant(lastAt) },
      {
        id: 'action',
        header: say('audit.action'),
        cell: ({ action, count, outcome }) => (
          <span className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-xs [overflow-wrap:anywhere]">{action}</code>
            {count > 1 && <span className="text-faint">× {formats.number(count)}</span>}
            {outcome !== 'done' && <Badge tone="caution">{outcome}</Badge>}
          </span>
        ),
      },
      {
        id: 'actor',
        header: say('audit.actor'),
        cell: ({ actor: { name, kind } }) => name ?? kind,
      },
      {
        id: 'target',
        header: say('audit.target'),
        wide: true,
        cell: ({ target, node }) => (
          <code className="font-mono text-xs break-all text-soft">
            {[target, node].filter((part) => part !== null && part !== '').join(' · ')}
          </code>
        ),
      },
    ],
    [say, formats],
  )
  return (
    <Table label={say('audit.title')} columns={columns} rows={entries} keyOf={({ id }) => id} />
  )
}
