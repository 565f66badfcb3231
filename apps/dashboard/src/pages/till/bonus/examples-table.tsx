import { useMemo } from 'react'
import type { AnswerOf } from '../../../api/routes.ts'
import { Table, type Column } from '../../../ui/table.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { moneyText } from '../../money-text.ts'

type Example = AnswerOf<'POST /api/bonus/:connection/:stream/look'>['examples'][number]

/** The first checks as they would be; what is personal in them is hidden. */
export function ExamplesTable({ examples }: { readonly examples: readonly Example[] }) {
  const { say, locale, formats } = useWords()
  const columns = useMemo<readonly Column<Example>[]>(
    () => [
      { id: 'id', header: say('bonus.number'), cell: (check) => textIn(check, 'id') },
      {
        id: 'amount',
        header: say('bonus.worth'),
        align: 'right',
        cell: (check) => moneyText(Number(check['amount']), textIn(check, 'currency'), locale),
      },
      {
        id: 'whose',
        header: say('bonus.whose'),
        cell: (check) => textIn(check, 'email') || textIn(check, 'phone') || '–',
      },
      {
        id: 'ends',
        header: say('bonus.ends'),
        align: 'right',
        cell: (check) => {
          const end = textIn(check, 'expiresAt')
          return end === '' ? '–' : formats.day(end)
        },
      },
    ],
    [say, locale, formats],
  )
  return (
    <Table
      label={say('bonus.examples')}
      columns={columns}
      rows={examples}
      keyOf={(check) => textIn(check, 'id')}
    />
  )
}

function textIn(check: Example, name: string): string {
  const value = check[name]
  return typeof value === 'string' ? value : ''
}
