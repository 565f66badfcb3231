import type { AnswerOf } from '../../../api/routes.ts'
import { useAnswer } from '../../../api/use-answer.ts'
import { useDeed } from '../../../api/use-deed.ts'
import { Answered } from '../../../ui/answered.tsx'
import { AskedTwice } from '../../../ui/asked-twice.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { CopyText } from '../../../ui/copy-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useWords } from '../../../words/words-context.tsx'

type Webhooks = AnswerOf<'GET /api/connections/:id/webhooks'>

/** Whether the vendor tells of changes by itself, and having it do so. */
export function WebhooksCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  const webhooks = useAnswer('GET /api/connections/:id/webhooks', { params: { id } })
  const register = useDeed('POST /api/connections/:id/webhooks/register', {
    done: say('webhooks.done'),
  })
  const isRegistered = (webhooks.data?.registered.length ?? 0) > 0
  const canRegister = webhooks.data?.registersItself === true
  return (
    <Card
      title={say('reading.webhooks')}
      note={say('webhooks.note')}
      actions={
        canRegister && (
          <>
            <Button busy={register.isPending} onClick={() => register.mutate({ params: { id } })}>
              {say(isRegistered ? 'webhooks.renew' : 'webhooks.register')}
            </Button>
            {isRegistered && <RemoveWebhooks id={id} />}
          </>
        )
      }
    >
      <Answered query={webhooks}>{(shown) => <Shown webhooks={shown} />}</Answered>
    </Card>
  )
}

function RemoveWebhooks({ id }: { readonly id: string }) {
  const { say } = useWords()
  const remove = useDeed('POST /api/connections/:id/webhooks/remove', {
    done: say('webhooks.removed'),
  })
  return (
    <AskedTwice
      button={say('webhooks.remove')}
      of={id}
      question={say('webhooks.removeAsked', { id })}
      help={say('webhooks.removeHelp')}
      busy={remove.isPending}
      onYes={() => remove.mutate({ params: { id } })}
    />
  )
}

function Shown({ webhooks }: { readonly webhooks: Webhooks }) {
  const { say, formats } = useWords()
  const { address, registersItself, permissions, registered, checkedAt, receivedAt } = webhooks
  const isRegistered = registered.length > 0
  const topics = [...new Set(registered.flatMap(({ topic }) => topic ?? []))]
  const told = [
    { name: say('webhooks.topics'), texts: topics },
    { name: say('vendor.permissions'), texts: permissions },
  ].filter(({ texts }) => texts.length > 0)
  return (
    <div className="grid gap-4">
      {address === undefined ? (
        <Notice tone="caution">{say('webhooks.noAddress')}</Notice>
      ) : (
        <CopyText
          label={say(registersItself ? 'webhooks.address' : 'webhooks.byHand')}
          text={address}
        />
      )}
      <Facts
        facts={[
          ...(registersItself
            ? [
                {
                  name: say('webhooks.state'),
                  value: (
                    <Badge tone={isRegistered ? 'positive' : 'caution'}>
                      {say(isRegistered ? 'webhooks.registered' : 'webhooks.notRegistered')}
                    </Badge>
                  ),
                },
                {
                  name: say('webhooks.checked'),
                  value: checkedAt === undefined ? say('state.never') : formats.ago(checkedAt),
                },
              ]
            : []),
          {
            name: say('webhooks.last'),
            value: receivedAt === undefined ? say('state.never') : formats.ago(receivedAt),
          },
          { name: say('webhooks.failed'), value: formats.number(webhooks.failed) },
        ]}
      />
      {told.length > 0 && <LongFacts facts={told} />}
    </div>
  )
}

function LongFacts({
  facts,
}: {
  readonly facts: readonly { readonly name: string; readonly texts: readonly string[] }[]
}) {
  return (
    <dl className="grid gap-3 text-sm">
      {facts.map(({ name, texts }) => (
        <div key={name} className="min-w-0">
          <dt className="text-faint">{name}</dt>
          <dd className="max-w-[80ch] font-medium [overflow-wrap:anywhere]">{texts.join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}
