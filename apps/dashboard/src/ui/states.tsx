import { CircleAlert, Lock } from 'lucide-react'
import { problemOf } from '../api/api-error.ts'
import { useWords } from '../words/words-context.tsx'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { SupportLine } from './support-line.tsx'

export { EmptyState } from './empty-state.tsx'

/** What the host said instead of an answer, and what helps. */
export function ErrorState({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}) {
  const { say } = useWords()
  const { status, detail, hint, permission } = problemOf(error)
  if (status === 403) return <NoPermission permission={permission} detail={detail} hint={hint} />
  return (
    <div role="alert" className="grid justify-items-center gap-2 px-6 py-12 text-center">
      <span className="mb-1 grid size-12 place-items-center rounded-full bg-negative-soft text-negative">
        <CircleAlert aria-hidden size={22} />
      </span>
      <p className="font-semibold">
        {say(status === 0 ? 'error.notReached' : status === 404 ? 'error.notFound' : 'error.title')}
      </p>
      <div className="max-w-md text-sm text-soft [overflow-wrap:anywhere]">
        <p>{status === 0 ? say('error.notReachedHelp') : detail}</p>
        {hint !== undefined && <p className="pt-1">{hint}</p>}
        <SupportLine />
      </div>
      {onRetry !== undefined && status !== 404 && (
        <div className="pt-2">
          <Button onClick={onRetry}>{say('action.retry')}</Button>
        </div>
      )}
    </div>
  )
}

function NoPermission({
  permission,
  detail,
  hint,
}: {
  readonly permission: string | undefined
  readonly detail: string
  readonly hint: string | undefined
}) {
  const { say } = useWords()
  return (
    <EmptyState icon={<Lock aria-hidden size={22} />} title={say('error.noPermission')}>
      <p>{permission === undefined ? detail : say('error.noPermissionHelp', { permission })}</p>
      {permission === undefined && hint !== undefined && <p className="pt-1">{hint}</p>}
      <SupportLine />
    </EmptyState>
  )
}
