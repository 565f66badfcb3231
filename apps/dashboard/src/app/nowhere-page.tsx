import { MapPinOff } from 'lucide-react'
import { PageHead } from '../ui/page-head.tsx'
import { PageLink } from '../ui/page-link.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useWords } from '../words/words-context.tsx'

export function NowherePage() {
  const { say } = useWords()
  return (
    <>
      <PageHead title={say('error.notFound')} />
      <EmptyState
        icon={<MapPinOff aria-hidden size={22} />}
        title={say('error.nowhere')}
        action={<PageLink to="/">{say('overview.title')}</PageLink>}
      >
        {say('error.nowhereHelp')}
      </EmptyState>
    </>
  )
}
