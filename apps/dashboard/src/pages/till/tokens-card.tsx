import { useState } from 'react'
import type { Token } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'
import { useWords } from '../../words/words-context.tsx'
import { freeTokenName } from './free-token-name.ts'

/** Tokens with which tills call: each is shown once, and when it was used last. */
export function TokensCard({ connection }: { readonly connection: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const isAdmin = mayDo(session, 'admin')
  const tokens = useAnswer('GET /api/tokens', {}, { enabled: isAdmin })
  const [secret, setSecret] = useState<string>()
  const issue = useDeed('POST /api/tokens', { onDone: (issued) => setSecret(issued.secret) })
  const names = tokens.data?.tokens.map(({ name }) => name) ?? []
  return (
    <Card
      title={say('till.tokens')}
      note={say('till.tokensNote')}
      actions={
        isAdmin && (
          <Button
            busy={issue.isPending}
            disabled={tokens.data === undefined}
            onClick={() =>
              issue.mutate({
                body: {
                  name: freeTokenName(connection, names),
                  permissions: ['surfaces:call'],
                },
              })
            }
          >
            {say('till.newToken')}
          </Button>
        )
      }
    >
      {isAdmin ? (
        <Answered query={tokens}>
          {(answer) => (
            <TokenList
              tokens={answer.tokens.filter(
                ({ state, permissions }) =>
                  state === 'good' && permissions.includes('surfaces:call'),
              )}
              onSecret={setSecret}
            />
          )}
        </Answered>
      ) : (
        <p className="text-sm text-soft">
          {say('error.noPermissionHelp', { permission: 'admin' })}
        </p>
      )}
      <Dialog
        title={say('till.newToken')}
        isOpen={secret !== undefined}
        onClose={() => setSecret(undefined)}
      >
        <ShownOnce
          why={say('till.tokenOnce')}
          label={say('tokens.secret')}
          text={secret ?? ''}
          onDone={() => setSecret(undefined)}
        />
      </Dialog>
    </Card>
  )
}

function TokenList({
  tokens,
  onSecret,
}: {
  readonly tokens: readonly Token[]
  readonly onSecret: (secret: string) => void
}) {
  const { say } = useWords()
  if (tokens.length === 0) return <p className="text-sm text-soft">{say('till.noTokens')}</p>
  return (
    <ul className="grid gap-3">
      {tokens.map((token) => (
        <OneToken key={token.id} token={token} onSecret={onSecret} />
      ))}
    </ul>
  )
}

function OneToken({
  token: { id, name, lastUsedAt },
  onSecret,
}: {
  readonly token: Token
  readonly onSecret: (secret: string) => void
}) {
  const { say, formats } = useWords()
  const renew = useDeed('POST /api/tokens/:id/rotate', {
    onDone: (rotated) => onSecret(rotated.secret),
  })
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 text-sm">
      <span className="min-w-0">
        <span className="font-medium [overflow-wrap:anywhere]">{name}</span>{' '}
        <span className="text-soft">
          {lastUsedAt === null
            ? say('till.neverCalled')
            : say('till.calledLast', { when: formats.ago(lastUsedAt) })}
        </span>
      </span>
      <AskedTwice
        // Once it is asked for the question is over.
        key={renew.submittedAt}
        button={say('till.renew')}
        of={name}
        question={say('till.renewQuestion', { name })}
        help={say('till.renewHelp')}
        busy={renew.isPending}
        onYes={() => renew.mutate({ params: { id }, body: { graceMs: 0 } })}
      />
    </li>
  )
}
