import type { DeliveryState } from '../../api/answers.ts'
import type { AnswerOf } from '../../api/routes.ts'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { deliveryOutcome } from '../deliveries/delivery-outcome.ts'

type SentDelivery = DeliveryState &
  Pick<AnswerOf<'GET /api/deliveries'>['deliveries'][number], 'from' | 'sink'>

/** Below the deliveries of a connection: of each what it sends, what its last runs came to, and what was refused. */
export function SendingOutcomes({ deliveries }: { readonly deliveries: readonly SentDelivery[] }) {
  return (
    <ul className="grid gap-4 border-t border-line px-4 py-4 text-sm sm:px-5">
      {deliveries.map((delivery) => (
        <Outcome key={delivery.id} delivery={delivery} />
      ))}
    </ul>
  )
}

/** So many runs are told. */
const mostRuns = 3

function Outcome({
  delivery: { id, from, sink, deadLetters },
}: {
  readonly delivery: SentDelivery
}) {
  const { say, formats } = useWords()
  const one = useAnswer('GET /api/deliveries/:id', { params: { id } }, { everyMs: watchedMs })
  // That nothing was to be sent is told once.
  const told = (one.data?.runs ?? [])
    .flatMap(({ at, report }) => {
      const outcome = deliveryOutcome(report)
      return outcome === undefined ? [] : [{ at, outcome }]
    })
    .filter(({ outcome: { sent, failed, unknown } }, at) => at === 0 || sent + failed + unknown > 0)
  return (
    <li className="grid gap-1.5 [overflow-wrap:anywhere]">
      <p className="flex flex-wrap gap-x-3 gap-y-1 font-medium">
        {id}
        <span className="font-normal text-soft">
          {from} → {sink}
        </span>
        {deadLetters.count > 0 && (
          <PageLink to={`/deliveries/letters/${encodeURIComponent(id)}`}>
            {say('count.letters', { count: deadLetters.count })}
          </PageLink>
        )}
      </p>
      {told.slice(0, mostRuns).map(({ at, outcome: { served, ...counts } }) => (
        <p key={at} className="flex flex-wrap gap-x-4 text-soft tabular-nums">
          <span className="text-faint">{formats.instant(at)}</span>
          {served === undefined
            ? say('sending.counts', counts)
            : say('sending.served', { count: served })}
        </p>
      ))}
      {deadLetters.count > 0 && (
        <TroubleList troubles={deadLetters.examples.map(({ fault }) => fault)} isOneOfMany />
      )}
    </li>
  )
}
