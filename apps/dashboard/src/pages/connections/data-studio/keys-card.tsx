import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Token } from '../../../api/answers.ts'
import { useAnswer } from '../../../api/use-answer.ts'
import { useDeed } from '../../../api/use-deed.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Answered } from '../../../ui/answered.tsx'
import { AskedTwice } from '../../../ui/asked-twice.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { ShownOnce } from '../../../ui/shown-once.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { keysIn } from './keys.ts'
import { NewKeyForm } from './new-key-form.tsx'

/** Keys of reports: each is shown once, says which stores it may read and when it was used last, and can be renewed and revoked. */
export function KeysCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const isAdmin = mayDo(session, 'admin')
  const tokens = useAnswer('GET /api/tokens', {}, { enabled: isAdmin })
  const [shown, setShown] = useState<'new' | { readonly secret: string }>()
  const close = () => setShown(undefined)
  return (
    <Card
      title={say('studio.keys')}
      note={say('studio.keysNote')}
      actions={
        isAdmin && (
          <Button look="primary" onClick={() => setShown('new')}>
            {say('studio.newKey')}
          </Button>
        )
      }
    >
      {isAdmin ? (
        <Answered query={tokens}>
          {(answer) => (
            <KeyList keys={keysIn(answer.tokens, id)} onSecret={(secret) => setShown({ secret })} />
          )}
        </Answered>
      ) : (
        <p className="text-sm text-soft">
          {say('error.noPermissionHelp', { permission: 'admin' })}
        </p>
      )}
      <Dialog title={say('studio.newKey')} isOpen={shown !== undefined} onClose={close}>
        {shown === 'new' ? (
          <NewKeyForm
            connection={id}
            taken={tokens.data?.tokens.map(({ name }) => name) ?? []}
            onMade={(secret) => setShown({ secret })}
          />
        ) : (
          <ShownOnce
            why={say('studio.once')}
            label={say('studio.key')}
            text={shown?.secret ?? ''}
            onDone={close}
          />
        )}
      </Dialog>
    </Card>
  )
}

function KeyList({
  keys,
  onSecret,
}: {
  readonly keys: readonly Token[]
  readonly onSecret: (secret: string) => void
}) {
  const { say } = useWords()
  if (keys.length === 0)
    return (
      <EmptyState icon={<KeyRound aria-hidden size={22} />} title={say('studio.noKeys')}>
        {say('studio.noKeysHelp')}
      </EmptyState>
    )
  return (
    <ul className="grid gap-4">
      {keys.map((key) => (
        <OneKey key={key.id} token={key} onSecret={onSecret} />
      ))}
    </ul>
  )
}

function OneKey({
  token: { id, name, state, nodes, lastUsedAt },
  onSecret,
}: {
  readonly token: Token
  readonly onSecret: (secret: string) => void
}) {
  const { say, formats } = useWords()
  const renew = useDeed('POST /api/tokens/:id/rotate', {
    onDone: ({ secret }) => onSecret(secret),
  })
  const revoke = useDeed('POST /api/tokens/:id/revoke', { done: say('tokens.revoked', { name }) })
  const isGood = state === 'good'
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium [overflow-wrap:anywhere]">
          {name}
          <Badge tone={isGood ? 'positive' : 'neutral'}>
            {state === 'good' || state === 'revoked' ? say(`tokenState.${state}`) : state}
          </Badge>
        </p>
        <p className="text-soft">
          {nodes.length === 0 ? say('studio.allStores') : nodes.join(', ')} ·{' '}
          {lastUsedAt === null
            ? say('studio.neverUsed')
            : say('studio.usedLast', { when: formats.ago(lastUsedAt) })}
        </p>
      </div>
      {isGood && (
        <div className="flex flex-wrap gap-2">
          <AskedTwice
            button={say('studio.renew')}
            of={name}
            question={say('studio.renewAsked', { name })}
            help={say('studio.renewHelp')}
            busy={renew.isPending}
            onYes={() => renew.mutate({ params: { id }, body: { graceMs: 0 } })}
          />
          <AskedTwice
            button={say('tokens.revoke')}
            of={name}
            question={say('tokens.revokeAsked', { name })}
            help={say('tokens.revokeHelp')}
            busy={revoke.isPending}
            onYes={() => revoke.mutate({ params: { id } })}
          />
        </div>
      )}
    </li>
  )
}
