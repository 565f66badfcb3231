import { ListFilter, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ListedSegment } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useWords } from '../../words/words-context.tsx'

const resources = ['customer', 'order', 'product'] as const

/** Sets of customers, orders and products, and how many are in each. */
export function SegmentsPage() {
  const { say } = useWords()
  const { session } = useSession()
  const [resource, setResource] = useState<(typeof resources)[number]>('customer')
  const segments = useAnswer('GET /api/segments', {})
  return (
    <>
      <PageHead
        title={say('segments.title')}
        note={say('segments.note')}
        actions={
          mayDo(session, 'segments:write') && (
            <ButtonLink
              look="primary"
              to="/segments/new-segment"
              icon={<Plus aria-hidden size={16} />}
            >
              {say('builder.new')}
            </ButtonLink>
          )
        }
      />
      {segments.data?.isCurrent === false && <Notice>{say('segments.notCurrent')}</Notice>}
      <Tabs
        label={say('segments.title')}
        value={resource}
        onChoose={setResource}
        tabs={resources.map((value) => ({
          value,
          label: say(`resource.${value}`),
          content: (
            <Card flush>
              <Answered query={segments}>
                {(answer) => (
                  <SegmentList
                    segments={answer.segments.filter((each) => each.resource === value)}
                  />
                )}
              </Answered>
            </Card>
          ),
        }))}
      />
    </>
  )
}

function SegmentList({ segments }: { readonly segments: readonly ListedSegment[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<ListedSegment>[]>(
    () => [
      {
        id: 'name',
        header: say('segments.name'),
        sortBy: ({ name }) => name,
        cell: ({ id, name, origin }) => (
          <span className="flex flex-wrap items-center gap-2">
            <PageLink to={`/segments/${encodeURIComponent(id)}`}>{name}</PageLink>
            {origin !== 'predefined' && <Badge tone="accent">{say('segments.own')}</Badge>}
          </span>
        ),
      },
      {
        id: 'members',
        header: say('segments.members'),
        align: 'right',
        sortBy: ({ members }) => members ?? -1,
        cell: ({ members, tooLittleData }) =>
          tooLittleData ? (
            <span className="text-faint">{say('segments.tooLittle')}</span>
          ) : members === undefined ? (
            '–'
          ) : (
            formats.number(members)
          ),
      },
      {
        id: 'judgedAt',
        header: say('segments.judged'),
        align: 'right',
        wide: true,
        cell: ({ judgedAt }) => (judgedAt === undefined ? '–' : formats.ago(judgedAt)),
      },
    ],
    [say, formats],
  )
  if (segments.length === 0)
    return (
      <EmptyState icon={<ListFilter aria-hidden size={22} />} title={say('segments.empty')}>
        {say('segments.emptyHelp')}
      </EmptyState>
    )
  return (
    <Table label={say('segments.title')} columns={columns} rows={segments} keyOf={({ id }) => id} />
  )
}
