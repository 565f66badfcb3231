import { Copy, Pencil } from 'lucide-react'
import { useLocation } from 'wouter'
import type { SegmentShown } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { useWords } from '../../words/words-context.tsx'

/** What can be done with a segment: any is a beginning for another one, and those that were made here are changed and deleted. */
export function SegmentActions({
  segment: { id, name, version },
}: {
  readonly segment: SegmentShown
}) {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const remove = useDeed('DELETE /api/segments/:id', {
    done: say('builder.deleted', { name }),
    onDone: () => go('/segments'),
  })
  if (!mayDo(session, 'segments:write')) return null
  return (
    <>
      <ButtonLink
        to={`/segments/new-segment?from=${encodeURIComponent(id)}`}
        icon={<Copy aria-hidden size={16} />}
      >
        {say('builder.copy')}
      </ButtonLink>
      {version !== undefined && (
        <>
          <ButtonLink
            to={`/segments/${encodeURIComponent(id)}/change`}
            icon={<Pencil aria-hidden size={16} />}
          >
            {say('builder.change')}
          </ButtonLink>
          <AskedTwice
            button={say('builder.delete')}
            of={name}
            question={say('builder.deleteAsked', { name })}
            help={say('builder.deleteHelp')}
            busy={remove.isPending}
            onYes={() => remove.mutate({ params: { id }, version })}
          />
        </>
      )}
    </>
  )
}
