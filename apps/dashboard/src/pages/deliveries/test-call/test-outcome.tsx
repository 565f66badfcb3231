import type { AnswerOf } from '../../../api/routes.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { CopyCode } from '../../../ui/copy-code.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { TroubleList } from '../../../ui/trouble-list.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { itemFields } from './item-fields.ts'
import { requestText, type TestRequest } from './request-text.ts'

type Outcome = AnswerOf<'POST /api/deliveries/:id/test'>
type Item = Outcome['items'][number]

const tones: Readonly<Record<Item['state'], Tone>> = {
  wouldArrive: 'accent',
  withheld: 'caution',
  arrived: 'positive',
  passedOver: 'neutral',
  refused: 'negative',
  unknown: 'caution',
}

/** What was made of an example, item by item and field by field. */
export function TestOutcome({ outcome }: { readonly outcome: Outcome }) {
  const { say } = useWords()
  const { to, example, sent, items, faults, notes } = outcome
  return (
    <>
      <Card
        title={say(sent ? 'testCall.sent' : 'testCall.notSent', { to })}
        note={say(example.from === 'row' ? 'testCall.ofRow' : 'testCall.ofSample', {
          entity: example.entity,
          id: example.id,
        })}
      >
        {(notes.length > 0 || faults.length > 0 || items.length === 0) && (
          <div className="grid gap-3">
            {items.length === 0 && faults.length === 0 && (
              <p className="text-sm text-soft">{say('testCall.nothing')}</p>
            )}
            {notes.map((note) => (
              <Notice key={note}>{note}</Notice>
            ))}
            {faults.length > 0 && <TroubleList troubles={faults.map(({ fault }) => fault)} />}
          </div>
        )}
      </Card>
      {items.map((item) => (
        <OneItem key={item.key} item={item} isSent={sent} />
      ))}
    </>
  )
}

function OneItem({
  item: { key, item, state, reason, fault, delivered, there, requests, unshown },
  isSent,
}: {
  readonly item: Item
  readonly isSent: boolean
}) {
  const { say } = useWords()
  return (
    <Card
      title={key}
      note={say(`testCall.delivered.${delivered}`)}
      actions={
        <span className="flex h-9 items-center">
          <Badge tone={tones[state]}>{say(`testCall.state.${state}`)}</Badge>
        </span>
      }
    >
      <div className="grid gap-4">
        {reason !== undefined && <p className="text-sm">{reason}</p>}
        {fault !== undefined && <TroubleList troubles={[fault]} />}
        <FieldList label={say('testCall.fields')} value={item} />
        {there !== undefined && there !== null && (
          <FieldList label={say('testCall.there')} value={there} />
        )}
        {requests.length > 0 && (
          <Requests
            label={say(isSent ? 'testCall.requestsSent' : 'testCall.requests')}
            requests={requests}
          />
        )}
        {unshown !== undefined && (
          <p className="text-sm text-soft">{say('testCall.unshown', { why: unshown })}</p>
        )}
      </div>
    </Card>
  )
}

function Requests({
  label,
  requests,
}: {
  readonly label: string
  readonly requests: readonly TestRequest[]
}) {
  const { say } = useWords()
  return (
    <section aria-label={label} className="grid gap-2">
      <p className="text-sm font-medium">{label}</p>
      <p className="text-sm text-soft">{say('testCall.requestsHelp')}</p>
      {requests.map((request, index) => (
        <div key={`${request.method} ${request.address} ${index}`} className="grid min-w-0 gap-1">
          <CopyCode label={`${request.method} ${request.address}`} text={requestText(request)} />
          {request.body === undefined && request.bytes > 0 && (
            <p className="text-sm text-soft">
              {say('testCall.noText', { bytes: String(request.bytes) })}
            </p>
          )}
        </div>
      ))}
    </section>
  )
}

function FieldList({ label, value }: { readonly label: string; readonly value: unknown }) {
  return (
    <section aria-label={label} className="grid gap-2">
      <p className="text-sm font-medium">{label}</p>
      <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[minmax(10rem,auto)_1fr]">
        {itemFields(value).map(({ path, value: text }) => (
          <div key={path} className="contents">
            <dt className="font-mono text-xs leading-5 text-soft [overflow-wrap:anywhere]">
              {path}
            </dt>
            <dd className="[overflow-wrap:anywhere] max-sm:pb-2">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
