import { Download } from 'lucide-react'
import { useMemo } from 'react'
import type { AnswerOf } from '../../../api/routes.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { Table, type Column } from '../../../ui/table.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { moneyText } from '../../money-text.ts'
import { ExamplesTable } from './examples-table.tsx'
import { refusedText } from './refused-text.ts'

type Look = AnswerOf<'POST /api/bonus/:connection/:stream/look'>
type Refused = Look['refused'][number]

/** What would come of a file: what is new, what is changed, and which rows cannot be imported. */
export function LookCard({ look }: { readonly look: Look }) {
  const { say, formats, locale } = useWords()
  const worth = Object.entries(look.worth)
    .map(([currency, amount]) => moneyText(amount, currency, locale))
    .join(', ')
  return (
    <>
      <Card title={say('bonus.look')} note={say('bonus.lookNote')}>
        <div className="grid gap-4">
          {look.before !== undefined && (
            <Notice>
              {say('bonus.sameFile', {
                by: look.before.by,
                when: formats.instant(look.before.at),
              })}
            </Notice>
          )}
          <Facts
            facts={[
              {
                name: say('bonus.new'),
                value:
                  worth === ''
                    ? formats.number(look.new)
                    : `${formats.number(look.new)} · ${worth}`,
              },
              { name: say('bonus.changed'), value: formats.number(look.changed) },
              {
                name: say('bonus.same'),
                value: formats.number(Math.max(0, look.known - look.changed)),
              },
              { name: say('bonus.over'), value: formats.number(look.over) },
              { name: say('bonus.refused'), value: formats.number(look.refused.length) },
            ]}
          />
          {look.doubled.length > 0 && (
            <Notice tone="caution">
              {say('bonus.doubled', {
                rows: look.doubled
                  .slice(0, 10)
                  .map(({ line, key }) => `${line} (${key})`)
                  .join(', '),
              })}
            </Notice>
          )}
        </div>
      </Card>
      {look.examples.length > 0 && (
        <Card flush title={say('bonus.examples')} note={say('bonus.examplesNote')}>
          <ExamplesTable examples={look.examples} />
        </Card>
      )}
      {look.refused.length > 0 && <RefusedCard refused={look.refused} />}
    </>
  )
}

function RefusedCard({ refused }: { readonly refused: readonly Refused[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Refused>[]>(
    () => [
      {
        id: 'line',
        header: say('bonus.row'),
        align: 'right',
        cell: ({ line }) => (line === null ? '–' : formats.number(line)),
      },
      { id: 'key', header: say('bonus.number'), cell: ({ key }) => (key === '' ? '–' : key) },
      {
        id: 'why',
        header: say('bonus.why'),
        cell: ({ message, hint }) => (
          <div className="max-w-prose [overflow-wrap:anywhere]">
            <p>{message}</p>
            {hint !== undefined && <p className="text-soft">{hint}</p>}
          </div>
        ),
      },
    ],
    [say, formats],
  )
  const head = [say('bonus.row'), say('bonus.number'), say('bonus.why'), say('bonus.helps')]
  return (
    <Card
      flush
      title={say('bonus.refusedRows')}
      note={say('bonus.refusedNote')}
      actions={
        <Button
          icon={<Download aria-hidden size={16} />}
          onClick={() =>
            void saveFile(new Response(refusedText(refused, head)), 'bonus-checks-refused.csv')
          }
        >
          {say('bonus.saveRefused')}
        </Button>
      }
    >
      <Table
        label={say('bonus.refusedRows')}
        columns={columns}
        rows={refused}
        keyOf={({ line, key, message }) => `${line} ${key} ${message}`}
      />
    </Card>
  )
}
