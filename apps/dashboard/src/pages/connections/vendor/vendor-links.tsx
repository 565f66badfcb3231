import { KeyRound, Table2, Upload } from 'lucide-react'
import { ButtonLink } from '../../../ui/button-link.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { hasTables, type VendorSide } from './vendor-side.ts'

/** Pages that only some connections have. */
export function VendorLinks({ side }: { readonly side: VendorSide }) {
  const { say } = useWords()
  const { connection, connector } = side
  const base = `/connections/of/${encodeURIComponent(connection)}`
  const isStudio = connector === 'data-studio'
  const isTabular = connector === 'dialog-insight' || hasTables(side)
  if (!isStudio && !isTabular) return null
  return (
    <nav aria-label={say('vendor.pages')} className="flex flex-wrap gap-2">
      {isStudio && (
        <ButtonLink to={`${base}/key`} look="primary" icon={<KeyRound aria-hidden size={16} />}>
          {say('studio.open')}
        </ButtonLink>
      )}
      {isTabular && (
        <>
          <ButtonLink to={`${base}/tables`} icon={<Table2 aria-hidden size={16} />}>
            {say('tables.open')}
          </ButtonLink>
          <ButtonLink to={`${base}/import`} icon={<Upload aria-hidden size={16} />}>
            {say('import.open')}
          </ButtonLink>
        </>
      )}
    </nav>
  )
}
