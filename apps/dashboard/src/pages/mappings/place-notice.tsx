import { Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { MappingPlace } from './mapping-place.ts'
import { mappingText } from './rule-text.ts'

/** Where a mapping is kept: why it cannot be changed here, or what happens where it is. */
export function PlaceNotice({
  place,
  mayWrite,
  mapping,
}: {
  readonly place: MappingPlace | undefined
  readonly mayWrite: boolean
  readonly mapping: unknown
}) {
  const { say, formats } = useWords()
  const [isCopied, setCopied] = useState(false)
  if (place?.kind === 'store' && mayWrite)
    return place.changedAt === undefined ? null : (
      <p className="text-sm text-faint">
        {say('mappings.changedBy', {
          by: place.changedBy ?? '',
          when: formats.ago(place.changedAt),
        })}
      </p>
    )
  const why =
    place?.kind === 'file'
      ? say('mappings.ofFile', { entry: place.entry })
      : place?.kind === 'new'
        ? say(mayWrite ? 'mappings.firstPlace' : 'mappings.noWrite')
        : place?.kind === 'connector'
          ? say(
              place.take.beside.length > 0 ? 'mappings.ofConnectorSeveral' : 'mappings.ofConnector',
            )
          : say('mappings.noWrite')
  return (
    <Notice>
      <p>{why}</p>
      {!mayWrite &&
        place !== undefined &&
        place.kind === 'connector' &&
        place.take !== undefined && <p>{say('mappings.noWrite')}</p>}
      {!mayWrite && (
        <div className="pt-2">
          <Button
            icon={<Copy aria-hidden size={16} />}
            onClick={() => {
              void navigator.clipboard.writeText(mappingText(mapping)).then(() => setCopied(true))
            }}
          >
            {say(isCopied ? 'action.copied' : 'mappings.copy')}
          </Button>
        </div>
      )}
    </Notice>
  )
}
