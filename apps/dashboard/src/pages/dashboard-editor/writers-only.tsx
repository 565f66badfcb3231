import type { ReactNode } from 'react'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'

const permission = 'configuration:write'

/** What only those can do who may change the configuration; others are told so. */
export function WritersOnly({ children }: { readonly children: ReactNode }) {
  const { say } = useWords()
  const { session } = useSession()
  if (mayDo(session, permission)) return children
  return <Notice tone="caution">{say('error.noPermissionHelp', { permission })}</Notice>
}
