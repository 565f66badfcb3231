import { useMemo, useState } from 'react'
import type { AnswerOf } from '../../../api/routes.ts'
import { useAnswer } from '../../../api/use-answer.ts'
import { Answered } from '../../../ui/answered.tsx'
import { Card } from '../../../ui/card.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { useSettled } from '../../customers/use-settled.ts'
import { moneyText } from '../../money-text.ts'
import { CheckBadge } from './check-badge.tsx'

type Check = AnswerOf<'GET /api/bonus/checks'>['checks'][number]

const statuses = ['active', 'partiallyRedeemed', 'redeemed', 'expired', 'cancelled'] as const

/** Every check with what was spent of it, found by its number, its code, or whose it is. */
export function ChecksCard() {
  const { say } = useWords()
  const [search, setSearch] = useState('')
  const [status, setStatus] = useState<(typeof statuses)[number]>()
  const [after, setAfter] = useState<string>()
  const wanted = useSettled(search)
  const checks = useAnswer('GET /api/bonus/checks', {
    query: { search: wanted, status, after, limit: 50 },
  })
  return (
    <Card flush title={say('bonus.all')}>
      <div className="flex flex-wrap gap-3 px-4 pb-4 sm:px-5">
        <div className="w-72 max-w-full">
          <TextField
            type="search"
            label={say('bonus.search')}
            value={search}
            onChange={({ target }) => {
              setSearch(target.value)
              setAfter(undefined)
            }}
          />
        </div>
        <div className="w-48">
          <SelectField
            label={say('bonus.status')}
            value={status ?? ''}
            onChange={({ target }) => {
              setStatus(statuses.find((each) => each === target.value))
              setAfter(undefined)
            }}
          >
            <option value="">{say('bonus.anyStatus')}</option>
            {statuses.map((each) => (
              <option key={each} value={each}>
                {say(`bonusStatus.${each}`)}
              </option>
            ))}
          </SelectField>
        </div>
      </div>
      <Answered query={checks}>
        {(answer) => (
          <>
            {answer.checks.length === 0 ? (
              <p className="border-t border-line px-4 py-4 text-sm text-soft sm:px-5">
                {say(answer.next === null ? 'bonus.none' : 'bonus.noneYet')}
              </p>
            ) : (
              <ChecksTable checks={answer.checks} />
            )}
            <Pager
              onFirst={after === undefined ? undefined : () => setAfter(undefined)}
              onNext={answer.next === null ? undefined : () => setAfter(answer.next ?? undefined)}
              busy={checks.isPlaceholderData}
            />
          </>
        )}
      </Answered>
    </Card>
  )
}

function ChecksTable({ checks }: { readonly checks: readonly Check[] }) {
  const { say, locale, formats } = useWords()
  const columns = useMemo<readonly Column<Check>[]>(
    () => [
      {
        id: 'id',
        header: say('bonus.number'),
        cell: ({ id, code, name }) => (
          <>
            <span className="font-medium [overflow-wrap:anywhere]">{name ?? id}</span>
            <p className="text-faint [overflow-wrap:anywhere]">
              {[
                ...(name === null ? [] : [id]),
                ...(code === '' || id.endsWith(`:${code}`) ? [] : [code]),
              ].join(' · ')}
            </p>
          </>
        ),
      },
      {
        id: 'status',
        header: say('bonus.status'),
        cell: ({ status }) => <CheckBadge status={status} />,
      },
      {
        id: 'left',
        header: say('bonus.left'),
        align: 'right',
        cell: ({ left, amount, currency }) => (
          <>
            {moneyText(left, currency, locale)}
            <p className="text-faint">
              {say('bonus.of', { amount: moneyText(amount, currency, locale) })}
            </p>
          </>
        ),
      },
      {
        id: 'uses',
        header: say('bonus.spent'),
        cell: ({ uses, currency }) =>
          uses.length === 0 ? (
            <span className="text-faint">–</span>
          ) : (
            <ul className="grid gap-1">
              {uses.map((use, index) => (
                <li key={index} className={use.undone ? 'text-faint line-through' : ''}>
                  {moneyText(use.amount, currency, locale)} · {formats.day(use.at)}
                  {use.undone && <span className="sr-only"> {say('bonus.undone')}</span>}
                </li>
              ))}
            </ul>
          ),
      },
      {
        id: 'whose',
        header: say('bonus.whose'),
        wide: true,
        cell: ({ email, phone }) => (
          <span className="[overflow-wrap:anywhere]">{email ?? phone ?? '–'}</span>
        ),
      },
      {
        id: 'ends',
        header: say('bonus.ends'),
        align: 'right',
        wide: true,
        cell: ({ expiresAt }) => (expiresAt === null ? '–' : formats.day(expiresAt)),
      },
    ],
    [say, locale, formats],
  )
  return <Table label={say('bonus.all')} columns={columns} rows={checks} keyOf={({ id }) => id} />
}
