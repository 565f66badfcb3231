import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { call } from '../../../api/call.ts'
import { useDeed } from '../../../api/use-deed.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { ColumnsCard } from './columns-card.tsx'
import { fileContent } from './file-content.ts'
import { LookCard } from './look-card.tsx'
import type { Place } from './place.ts'
import { sampleChecks } from './sample-checks.ts'

type Columns = Readonly<Record<string, string>>

interface Chosen {
  readonly name: string
  readonly content: string
}

/** Which file, what its columns are, and what would come of it. */
export function ImportWork({ place: { connection, stream } }: { readonly place: Place }) {
  const { say } = useWords()
  const [, go] = useLocation()
  const [file, setFile] = useState<Chosen>()
  const [columns, setColumns] = useState<Columns>({})
  const params = { connection, stream }
  const look = useMutation({
    mutationFn: (asked: Chosen & { readonly columns: Columns }) =>
      call('POST /api/bonus/:connection/:stream/look', { params, body: asked }),
  })
  const start = useDeed('POST /api/bonus/:connection/:stream/import', {
    done: say('bonus.started'),
    onDone: () => go('/till/bonus'),
  })
  const choose = async (chosen: File) => {
    const read = { name: chosen.name, content: await fileContent(chosen) }
    setFile(read)
    setColumns({})
    look.mutate({ ...read, columns: {} })
  }
  return (
    <>
      <FileCard onChoose={(chosen) => void choose(chosen)} />
      <div role="status" className="grid gap-4">
        {look.isPending && look.data === undefined && <SkeletonRows count={4} />}
        {look.isError && (
          <Card>
            <ErrorState error={look.error} />
          </Card>
        )}
      </div>
      {look.data !== undefined && file !== undefined && (
        <>
          <ColumnsCard
            look={look.data}
            onChange={(name, column) => {
              const changed = { ...columns, [name]: column }
              setColumns(changed)
              look.mutate({ ...file, columns: changed })
            }}
          />
          <LookCard look={look.data} />
          <div className="flex flex-wrap items-center gap-3">
            <Button
              look="primary"
              busy={start.isPending || look.isPending}
              disabled={look.data.rows === 0}
              onClick={() => start.mutate({ params, body: { ...file, columns } })}
            >
              {say('bonus.importNow', { count: look.data.rows })}
            </Button>
            <p className="text-sm text-soft">{say('bonus.onlyOnce')}</p>
          </div>
        </>
      )}
    </>
  )
}

function FileCard({ onChoose }: { readonly onChoose: (file: File) => void }) {
  const { say } = useWords()
  return (
    <Card
      title={say('bonus.file')}
      actions={
        <Button
          icon={<Download aria-hidden size={16} />}
          onClick={() => void saveFile(new Response(sampleChecks), 'bonus-checks.csv')}
        >
          {say('bonus.sample')}
        </Button>
      }
    >
      <FileField
        label={say('bonus.choose')}
        help={say('bonus.chooseHelp')}
        accept=".xlsx,.xls,.csv,.txt,.tsv"
        onChoose={(chosen) => chosen !== undefined && onChoose(chosen)}
      />
    </Card>
  )
}
