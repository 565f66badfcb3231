import { useMemo, useState } from 'react'
import type { Organisation } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { NewOrganisationDialog } from './new-organisation-dialog.tsx'
import { RemoveOrganisation } from './remove-organisation.tsx'

/** The organisations of the installation, for whoever runs it. */
export function OrganisationsCard() {
  const { say } = useWords()
  const organisations = useAnswer('GET /api/organisations', {})
  const [isNew, setNew] = useState(false)
  return (
    <Card
      flush
      title={say('organisations.title')}
      note={say('organisations.note')}
      actions={
        <Button look="primary" onClick={() => setNew(true)}>
          {say('organisations.new')}
        </Button>
      }
    >
      <Answered query={organisations}>
        {(answer) => <OrganisationsTable organisations={answer.organisations} />}
      </Answered>
      <NewOrganisationDialog isOpen={isNew} onClose={() => setNew(false)} />
    </Card>
  )
}

function OrganisationsTable({
  organisations,
}: {
  readonly organisations: readonly Organisation[]
}) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Organisation>[]>(
    () => [
      {
        id: 'name',
        header: say('organisations.name'),
        sortBy: ({ name }) => name,
        cell: ({ id, name }) => (
          <>
            <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
            <p className="text-faint [overflow-wrap:anywhere]">{id}</p>
          </>
        ),
      },
      {
        id: 'made',
        header: say('organisations.made'),
        wide: true,
        sortBy: ({ madeAt }) => madeAt,
        cell: ({ madeAt, origin }) =>
          origin === 'file' ? say('organisations.byFile') : formats.ago(madeAt),
      },
      {
        id: 'asks',
        header: say('organisations.asks'),
        wide: true,
        cell: ({ requests }) => (
          <span className="text-soft [overflow-wrap:anywhere]">{requests.join(', ')}</span>
        ),
      },
      {
        id: 'remove',
        header: say('organisations.remove'),
        align: 'right',
        cell: (organisation) =>
          organisation.origin === 'store' && <RemoveOrganisation organisation={organisation} />,
      },
    ],
    [say, formats],
  )
  return (
    <Table
      label={say('organisations.title')}
      columns={columns}
      rows={organisations}
      keyOf={({ id }) => id}
    />
  )
}
