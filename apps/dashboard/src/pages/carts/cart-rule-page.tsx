import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { EntryHistory } from '../entries/entry-history.tsx'
import { FileNotice } from '../entries/file-notice.tsx'
import { RemoveEntry } from '../entries/remove-entry.tsx'
import { WrittenCard } from '../entries/written-card.tsx'
import { keptEntry } from '../entry-form/kept-entry.ts'
import { CartDryRunCard } from './cart-dry-run-card.tsx'
import { CartRuleForm } from './cart-rule-form.tsx'

/** One rule for carts that are left, and its form for those who may change it. */
export function CartRulePage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const entry = useAnswer('GET /api/configuration/:section/:id', {
    params: { section: 'carts', id },
  })
  const { data } = entry
  const mayWrite = mayDo(session, 'configuration:write') && data?.origin === 'store'
  return (
    <>
      <PageHead
        title={id}
        note={say('cartRule.one')}
        above={<PageLink to="/abandoned-carts">{say('carts.title')}</PageLink>}
        actions={
          mayWrite &&
          data.version !== undefined && (
            <RemoveEntry entry={data} version={data.version} to="/abandoned-carts" />
          )
        }
      />
      <Answered query={entry}>
        {(found) => (
          <>
            {found.origin === 'file' && <FileNotice />}
            {found.faults.length > 0 && <TroubleList troubles={found.faults} />}
            {mayWrite ? (
              <CartRuleForm
                kept={keptEntry(found, entry.error)}
                name={{ section: 'carts', id }}
                onSaved={() => undefined}
              />
            ) : (
              <WrittenCard value={found.value} />
            )}
            <CartDryRunCard />
            {found.origin === 'store' && <EntryHistory entry={found} />}
          </>
        )}
      </Answered>
    </>
  )
}
