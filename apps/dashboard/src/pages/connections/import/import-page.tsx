import { useSearch } from 'wouter'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PageLink } from '../../../ui/page-link.tsx'
import { Steps } from '../../../ui/steps.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { ImportRows } from './import-rows.tsx'
import { recipeNamed } from './recipes.ts'
import { StartCard } from './start-card.tsx'

/** Fills one table at a vendor: from a file that is brought, or from the stores that are connected. */
export function ImportPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const search = new URLSearchParams(useSearch())
  const source = search.get('from')
  const recipe = recipeNamed(search.get('table') ?? '')
  const isBrought = source !== null && recipe !== undefined
  return (
    <>
      <PageHead
        above={<PageLink to={`/connections/of/${encodeURIComponent(id)}`}>{id}</PageLink>}
        title={say('import.title')}
        note={say('import.note')}
      />
      <Steps
        label={say('connections.steps')}
        steps={[say('import.stepChoose'), say('import.stepColumns'), say('import.stepFill')]}
        current={isBrought ? 1 : 0}
      />
      {mayDo(session, 'configuration:write') ? (
        isBrought ? (
          <ImportRows target={id} source={source} recipe={recipe} />
        ) : (
          <StartCard target={id} />
        )
      ) : (
        <Notice tone="caution">
          {say('error.noPermissionHelp', { permission: 'configuration:write' })}
        </Notice>
      )}
    </>
  )
}
