import { useState } from 'react'
import { problemOf } from '../../api/api-error.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { useWords } from '../../words/words-context.tsx'

const mostBytes = 524_288

/** The picture at the head of a portal. */
export function LogoCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  const [isTooLarge, setTooLarge] = useState(false)
  const portals = useAnswer('GET /api/portals', {}).data?.portals ?? []
  const hasLogo = portals.some((portal) => portal.id === id && portal.hasLogo)
  const params = { id }
  const put = useDeed('PUT /api/portals/:id/logo', {
    done: say('portals.logoSaved'),
    shownStatuses: [422],
  })
  const remove = useDeed('DELETE /api/portals/:id/logo', { done: say('portals.logoRemoved') })
  const give = async (file: File) => {
    setTooLarge(file.size > mostBytes)
    if (file.size > mostBytes) return
    put.mutate({ params, body: { data: inBase64(await file.arrayBuffer()) } })
  }
  const refused =
    put.isError && problemOf(put.error).status === 422 ? problemOf(put.error) : undefined
  const problem = isTooLarge ? say('portals.logoTooLarge') : refused?.detail
  return (
    <Card title={say('portals.logo')} note={say(hasLogo ? 'portals.hasLogo' : 'portals.noLogo')}>
      <div className="grid max-w-2xl gap-3">
        <FileField
          label={say('portals.logoFile')}
          help={say('portals.logoHelp')}
          accept="image/png,image/jpeg,image/webp"
          problem={problem}
          onChoose={(file) => file !== undefined && void give(file)}
        />
        {hasLogo && (
          <div>
            <Button busy={remove.isPending} onClick={() => remove.mutate({ params })}>
              {say('portals.logoRemove')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}

/** In pieces, because a function takes only so many arguments. */
function inBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer)
  const pieceBytes = 8192
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) =>
    String.fromCharCode(...bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes)),
  )
  return btoa(pieces.join(''))
}
