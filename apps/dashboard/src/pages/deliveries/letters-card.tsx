import { MailCheck } from 'lucide-react'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { LettersPlace } from './letters.ts'

/** What could not be processed, place by place, with the newest faults. */
export function LettersCard({ places }: { readonly places: readonly LettersPlace[] }) {
  const { say } = useWords()
  return (
    <Card title={say('letters.title')} note={say('letters.note')}>
      {places.length === 0 ? (
        <EmptyState icon={<MailCheck aria-hidden size={22} />} title={say('letters.empty')}>
          {say('letters.emptyHelp')}
        </EmptyState>
      ) : (
        <ul className="grid gap-5">
          {places.map(({ kind, name, letters }) => (
            <li key={`${kind} ${name}`} className="grid gap-2">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {name}
                <Badge>{say(`letters.${kind}`)}</Badge>
                <Badge tone="negative">{say('count.letters', { count: letters.count })}</Badge>
                {kind !== 'webhooks' && (
                  <PageLink to={`/deliveries/letters/${encodeURIComponent(name)}`}>
                    {say('letters.look')}
                  </PageLink>
                )}
              </p>
              <TroubleList troubles={letters.examples.map(({ fault }) => fault)} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
