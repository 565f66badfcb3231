import { useAnswer } from '../../../api/use-answer.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Answered } from '../../../ui/answered.tsx'
import { Card } from '../../../ui/card.tsx'
import { CopyText } from '../../../ui/copy-text.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useWords } from '../../../words/words-context.tsx'

/** Where Data Studio asks: what is entered there as the path. */
export function AddressCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const mayLook = mayDo(session, 'surfaces:write')
  const surfaces = useAnswer('GET /api/surfaces', {}, { enabled: mayLook })
  return (
    <Card title={say('studio.address')} note={say('studio.addressNote')}>
      {mayLook ? (
        <Answered query={surfaces}>
          {(answer) => {
            const surface = answer.surfaces.find(({ connection }) => connection === id)
            return surface?.address === undefined ? (
              <Notice tone="caution">{say('studio.noAddress')}</Notice>
            ) : (
              <div className="grid gap-3">
                <CopyText label={say('studio.path')} text={surface.address} />
                {!surface.address.startsWith('https://') && (
                  <Notice tone="caution">{say('studio.notPublic')}</Notice>
                )}
              </div>
            )
          }}
        </Answered>
      ) : (
        <p className="text-sm text-soft">
          {say('error.noPermissionHelp', { permission: 'surfaces:write' })}
        </p>
      )}
    </Card>
  )
}
