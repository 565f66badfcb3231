import { KeyRound } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Token } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { Answered } from '../../ui/answered.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { NewTokenDialog } from './new-token-dialog.tsx'

const tones: Readonly<Record<string, Tone>> = { good: 'positive', revoked: 'neutral' }

export function TokensCard() {
  const { say } = useWords()
  const tokens = useAnswer('GET /api/tokens', {})
  const [isNew, setNew] = useState(false)
  return (
    <Card
      flush
      title={say('tokens.title')}
      note={say('tokens.note')}
      actions={
        <Button look="primary" onClick={() => setNew(true)}>
          {say('tokens.new')}
        </Button>
      }
    >
      <Answered query={tokens}>
        {(answer) =>
          answer.tokens.length === 0 ? (
            <EmptyState icon={<KeyRound aria-hidden size={22} />} title={say('tokens.empty')}>
              {say('tokens.note')}
            </EmptyState>
          ) : (
            <TokensTable tokens={answer.tokens} />
          )
        }
      </Answered>
      <NewTokenDialog isOpen={isNew} onClose={() => setNew(false)} />
    </Card>
  )
}

function TokensTable({ tokens }: { readonly tokens: readonly Token[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Token>[]>(
    () => [
      {
        id: 'name',
        header: say('tokens.name'),
        sortBy: ({ name }) => name,
        cell: ({ name, kind }) => (
          <>
            <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
            {kind === 'browser' && <p className="text-faint">{say('tokens.browser')}</p>}
          </>
        ),
      },
      {
        id: 'state',
        header: say('runs.state'),
        cell: ({ state }) => (
          <Badge tone={tones[state] ?? 'caution'}>
            {state === 'good' || state === 'revoked' ? say(`tokenState.${state}`) : state}
          </Badge>
        ),
      },
      {
        id: 'permissions',
        header: say('tokens.permissions'),
        wide: true,
        cell: ({ permissions }) => (
          <span className="text-soft [overflow-wrap:anywhere]">{permissions.join(', ')}</span>
        ),
      },
      {
        id: 'used',
        header: say('tokens.used'),
        wide: true,
        sortBy: ({ lastUsedAt }) => lastUsedAt ?? '',
        cell: ({ lastUsedAt }) =>
          lastUsedAt === null ? say('state.never') : formats.ago(lastUsedAt),
      },
      {
        id: 'revoke',
        header: say('tokens.revoke'),
        align: 'right',
        cell: (token) => <Revoke token={token} />,
      },
    ],
    [say, formats],
  )
  return (
    <Table label={say('tokens.title')} columns={columns} rows={tokens} keyOf={({ id }) => id} />
  )
}

function Revoke({ token: { id, name, state, source } }: { readonly token: Token }) {
  const { say } = useWords()
  const revoke = useDeed('POST /api/tokens/:id/revoke', { done: say('tokens.revoked', { name }) })
  if (state === 'revoked' || source !== 'issued') return null
  return (
    <AskedTwice
      button={say('tokens.revoke')}
      of={name}
      question={say('tokens.revokeAsked', { name })}
      help={say('tokens.revokeHelp')}
      busy={revoke.isPending}
      onYes={() => revoke.mutate({ params: { id } })}
    />
  )
}
