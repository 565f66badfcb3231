import { Link2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { AnswerOf } from '../../api/routes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Answered } from '../../ui/answered.tsx'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { MadeLink } from './made-link.tsx'
import { useTargetTitle } from './use-target-title.ts'

type Share = AnswerOf<'GET /api/shares'>['shares'][number]

/** All links: to what, how often they were opened, and until when. */
export function SharesCard() {
  const { say } = useWords()
  const shares = useAnswer('GET /api/shares', {})
  return (
    <Card flush title={say('sharing.links')} note={say('sharing.linksNote')}>
      <Answered query={shares}>
        {(answer) =>
          answer.shares.length === 0 ? (
            <EmptyState icon={<Link2 aria-hidden size={22} />} title={say('sharing.empty')}>
              {say('sharing.emptyHelp')}
            </EmptyState>
          ) : (
            <SharesTable shares={answer.shares} />
          )
        }
      </Answered>
    </Card>
  )
}

function SharesTable({ shares }: { readonly shares: readonly Share[] }) {
  const { say, formats } = useWords()
  const titleOf = useTargetTitle()
  const columns = useMemo<readonly Column<Share>[]>(
    () => [
      {
        id: 'target',
        header: say('sharing.what'),
        sortBy: (share) => titleOf(share),
        cell: (share) => (
          <div className="grid gap-1">
            <span className="font-medium [overflow-wrap:anywhere]">{titleOf(share)}</span>
            <Marks share={share} />
          </div>
        ),
      },
      {
        id: 'opens',
        header: say('sharing.opened'),
        align: 'right',
        sortBy: ({ opens }) => opens,
        cell: ({ opens, openedAt }) => (
          <>
            {formats.number(opens)}
            {openedAt !== null && <p className="text-xs text-faint">{formats.ago(openedAt)}</p>}
          </>
        ),
      },
      {
        id: 'ends',
        header: say('sharing.ends'),
        wide: true,
        sortBy: ({ expiresAt }) => expiresAt ?? '',
        cell: ({ expiresAt }) => (expiresAt === null ? '–' : formats.instant(expiresAt)),
      },
      {
        id: 'made',
        header: say('sharing.madeBy'),
        wide: true,
        sortBy: ({ madeAt }) => madeAt,
        cell: ({ madeAt, madeBy }) => (
          <>
            <span className="[overflow-wrap:anywhere]">{madeBy}</span>
            <p className="text-xs text-faint">{formats.ago(madeAt)}</p>
          </>
        ),
      },
      {
        id: 'deeds',
        header: say('sharing.change'),
        align: 'right',
        cell: (share) => (
          <div className="flex flex-wrap justify-end gap-2">
            <Renew share={share} of={titleOf(share)} />
            <End share={share} of={titleOf(share)} />
          </div>
        ),
      },
    ],
    [say, formats, titleOf],
  )
  return (
    <Table label={say('sharing.links')} columns={columns} rows={shares} keyOf={({ id }) => id} />
  )
}

function Marks({ share }: { readonly share: Share }) {
  const { say } = useWords()
  const { section, hasPassword, isOver, origins } = share
  return (
    <div className="flex flex-wrap gap-1">
      {isOver && <Badge tone="caution">{say('sharing.over')}</Badge>}
      {section === 'portals' && <Badge>{say('sharing.portal')}</Badge>}
      {hasPassword && <Badge>{say('signIn.password')}</Badge>}
      {origins.length > 0 && <Badge>{say('sharing.embedded')}</Badge>}
    </div>
  )
}

interface OneShare {
  readonly share: Share
  readonly of: string
}

function Renew({ share: { id, origins }, of }: OneShare) {
  const { say } = useWords()
  const [isAsked, setAsked] = useState(false)
  const [url, setUrl] = useState<string>()
  const renew = useDeed('POST /api/shares/:id/renew', { onDone: (answer) => setUrl(answer.url) })
  const close = () => {
    setAsked(false)
    setUrl(undefined)
  }
  return (
    <>
      <Button onClick={() => setAsked(true)}>
        {say('sharing.renew')}
        <span className="sr-only">{of}</span>
      </Button>
      <Dialog title={say('sharing.renewAsked', { title: of })} isOpen={isAsked} onClose={close}>
        {url === undefined ? (
          <>
            <p className="text-sm text-soft">{say('sharing.renewHelp')}</p>
            <Button
              look="primary"
              busy={renew.isPending}
              onClick={() => renew.mutate({ params: { id } })}
            >
              {say('sharing.renew')}
            </Button>
          </>
        ) : (
          <MadeLink url={url} title={of} isFramed={origins.length > 0} onDone={close} />
        )}
      </Dialog>
    </>
  )
}

function End({ share: { id }, of }: OneShare) {
  const { say } = useWords()
  const end = useDeed('DELETE /api/shares/:id', { done: say('sharing.ended', { title: of }) })
  return (
    <AskedTwice
      button={say('sharing.end')}
      of={of}
      question={say('sharing.endAsked', { title: of })}
      help={say('sharing.endHelp')}
      busy={end.isPending}
      onYes={() => end.mutate({ params: { id } })}
    />
  )
}
