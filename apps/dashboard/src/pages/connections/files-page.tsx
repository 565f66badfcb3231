import { FileSpreadsheet } from 'lucide-react'
import { useMemo } from 'react'
import type { AnswerOf } from '../../api/routes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'

type BroughtFile = AnswerOf<'GET /api/uploads'>['uploads'][number]

/** The files that people brought, and who reads them. */
export function FilesPage() {
  const { say } = useWords()
  const uploads = useAnswer('GET /api/uploads', {})
  return (
    <>
      <PageHead
        above={<PageLink to="/connections">{say('connections.title')}</PageLink>}
        title={say('files.title')}
        note={say('files.note')}
      />
      <Card flush>
        <Answered query={uploads}>{(answer) => <FilesTable files={answer.uploads} />}</Answered>
      </Card>
    </>
  )
}

function FilesTable({ files }: { readonly files: readonly BroughtFile[] }) {
  const { say, formats } = useWords()
  const { session } = useSession()
  const mayRemove = mayDo(session, 'configuration:write')
  const columns = useMemo<readonly Column<BroughtFile>[]>(
    () => [
      {
        id: 'name',
        header: say('files.name'),
        sortBy: ({ name }) => name,
        cell: ({ name, bytes }) => (
          <>
            <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
            <p className="text-xs text-faint">{formats.bytes(bytes)}</p>
          </>
        ),
      },
      {
        id: 'rows',
        header: say('files.rows'),
        align: 'right',
        wide: true,
        cell: ({ rows }) => (rows === undefined ? '–' : formats.number(rows)),
      },
      {
        id: 'brought',
        header: say('files.brought'),
        wide: true,
        sortBy: ({ changedAt }) => changedAt,
        cell: ({ changedAt }) => formats.ago(changedAt),
      },
      {
        id: 'usedBy',
        header: say('files.usedBy'),
        cell: ({ usedBy }) => <Readers of={usedBy} />,
      },
      ...(mayRemove
        ? [
            {
              id: 'remove',
              header: '',
              align: 'right' as const,
              cell: (file: BroughtFile) => <RemoveFile file={file} />,
            },
          ]
        : []),
    ],
    [say, formats, mayRemove],
  )
  return files.length === 0 ? (
    <EmptyState icon={<FileSpreadsheet aria-hidden size={22} />} title={say('files.empty')}>
      {say('files.emptyHelp')}
    </EmptyState>
  ) : (
    <Table label={say('files.title')} columns={columns} rows={files} keyOf={({ name }) => name} />
  )
}

function Readers({ of }: { readonly of: readonly string[] }) {
  const { say } = useWords()
  if (of.length === 0) return <span className="text-soft">{say('files.unused')}</span>
  return (
    <span className="flex flex-wrap gap-x-3">
      {of.map((id) => (
        <PageLink key={id} to={`/connections/of/${encodeURIComponent(id)}`}>
          {id}
        </PageLink>
      ))}
    </span>
  )
}

/** Nothing that is read can be taken away, so it is not offered. */
function RemoveFile({ file: { name, usedBy } }: { readonly file: BroughtFile }) {
  const { say } = useWords()
  const remove = useDeed('DELETE /api/uploads/:name', { done: say('files.removed', { name }) })
  if (usedBy.length > 0) return null
  return (
    <div className="flex justify-end">
      <AskedTwice
        button={say('files.remove')}
        of={name}
        question={say('files.removeQuestion', { name })}
        help={say('files.removeHelp')}
        busy={remove.isPending}
        onYes={() => remove.mutate({ params: { name } })}
      />
    </div>
  )
}
