import { PageHead } from '../../../ui/page-head.tsx'
import { PageLink } from '../../../ui/page-link.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { AddressCard } from './address-card.tsx'
import { KeysCard } from './keys-card.tsx'
import { StudioStepsCard } from './studio-steps-card.tsx'

/** Everything that a data source in Data Studio asks for: the address, a key, and the script with its steps. */
export function DataStudioPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  return (
    <>
      <PageHead
        above={<PageLink to={`/connections/of/${encodeURIComponent(id)}`}>{id}</PageLink>}
        title={say('studio.title')}
        note={say('studio.note')}
      />
      <AddressCard id={id} />
      <KeysCard id={id} />
      <StudioStepsCard id={id} />
    </>
  )
}
