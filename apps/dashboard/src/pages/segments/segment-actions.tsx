import { Copy, Pencil } from 'lucide-react'
import { useLocation } from 'wouter'
import type { SegmentShown } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useKeptSegment, type KeptSegment } from './use-kept-segment.ts'

/** What can be done with a segment: any is a beginning for another one, and those that were made here are changed and deleted. */
export function SegmentActions({ segment }: { readonly segment: SegmentShown }) {
  const { say } = useWords()
  const { session } = useSession()
  const { kept, isAskedAgain } = useKeptSegment(segment)
  const { id } = segment
  if (!mayDo(session, 'segments:write')) return null
  return (
    <>
      <ButtonLink
        to={`/segments/new-segment?from=${encodeURIComponent(id)}`}
        icon={<Copy aria-hidden size={16} />}
      >
        {say('builder.copy')}
      </ButtonLink>
      {kept !== undefined && (
        <>
          <ButtonLink
            to={`/segments/${encodeURIComponent(id)}/change`}
            icon={<Pencil aria-hidden size={16} />}
          >
            {say('builder.change')}
          </ButtonLink>
          <Delete segment={segment} kept={kept} isAskedAgain={isAskedAgain} />
        </>
      )}
    </>
  )
}

function Delete({
  segment: { id, name },
  kept: { isPart, version },
  isAskedAgain,
}: {
  readonly segment: SegmentShown
  readonly kept: KeptSegment
  readonly isAskedAgain: boolean
}) {
  const { say } = useWords()
  const [, go] = useLocation()
  const options = { done: say('builder.deleted', { name }), onDone: () => go('/segments') }
  const part = useDeed('DELETE /api/configuration/:section/:id', options)
  const own = useDeed('DELETE /api/segments/:id', options)
  return (
    <AskedTwice
      button={say('builder.delete')}
      of={name}
      question={say('builder.deleteAsked', { name })}
      help={say('builder.deleteHelp')}
      busy={isAskedAgain || part.isPending || own.isPending}
      onYes={() =>
        isPart
          ? part.mutate({ params: { section: 'segments', id }, version })
          : own.mutate({ params: { id }, version })
      }
    />
  )
}
