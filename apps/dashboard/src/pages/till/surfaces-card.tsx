import type { ReactNode } from 'react'
import type { AnswerOf } from '../../api/routes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { Card } from '../../ui/card.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'

type Surface = AnswerOf<'GET /api/surfaces'>['surfaces'][number]

/** The addresses that the tills of a connection call. */
export function SurfacesCard({
  connection,
  title,
  note,
  actions,
}: {
  readonly connection: string
  readonly title: string
  readonly note: string
  readonly actions?: ReactNode
}) {
  const { say } = useWords()
  const { session } = useSession()
  const mayLook = mayDo(session, 'surfaces:write')
  const surfaces = useAnswer('GET /api/surfaces', {}, { enabled: mayLook })
  return (
    <Card title={title} note={note} actions={actions}>
      {mayLook ? (
        <Answered query={surfaces}>
          {(answer) => (
            <SurfaceList
              surfaces={answer.surfaces.filter((each) => each.connection === connection)}
            />
          )}
        </Answered>
      ) : (
        <p className="text-sm text-soft">
          {say('error.noPermissionHelp', { permission: 'surfaces:write' })}
        </p>
      )}
    </Card>
  )
}

function SurfaceList({ surfaces }: { readonly surfaces: readonly Surface[] }) {
  const { say } = useWords()
  if (surfaces.length === 0) return <p className="text-sm text-soft">{say('till.noSurfaces')}</p>
  return (
    <div className="grid gap-5">
      {surfaces.map((surface) => (
        <OneSurface key={surface.name} surface={surface} />
      ))}
    </div>
  )
}

function OneSurface({ surface }: { readonly surface: Surface }) {
  const { say } = useWords()
  const { connection, name, address, takes } = surface
  const whole = `${connection}.${name}`
  const move = useDeed('POST /api/surfaces/:connection/:name/rotate', {
    done: say('till.moved', { name: whole }),
  })
  return (
    <div className="grid gap-2">
      {address === undefined ? (
        <Notice>{say('till.noAddress', { name: whole })}</Notice>
      ) : (
        <CopyText label={say('till.addressOf', { name })} text={address} />
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-prose text-sm text-soft">
          {say(takes.includes('address') ? 'till.addressAlone' : 'till.tokenNeeded')}
        </p>
        {address !== undefined && (
          <AskedTwice
            // Once it is asked for the question is over.
            key={move.submittedAt}
            button={say('till.move')}
            of={whole}
            question={say('till.moveQuestion', { name: whole })}
            help={say('till.moveHelp')}
            busy={move.isPending}
            onYes={() => move.mutate({ params: { connection, name } })}
          />
        )}
      </div>
    </div>
  )
}
