import { useWords } from '../words/words-context.tsx'

/** Where something is about to be: as large as it will be, so that nothing jumps. */
export function Skeleton({ className = '' }: { readonly className?: string }) {
  return <span aria-hidden className={`block animate-pulse rounded-md bg-fill ${className}`} />
}

/** Rows that are about to be. */
export function SkeletonRows({ count }: { readonly count: number }) {
  const { say } = useWords()
  return (
    <div role="status" className="grid">
      <span className="sr-only">{say('state.loading')}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex h-[43px] items-center gap-6 border-t border-line px-5">
          <Skeleton className="h-3.5 w-2/5" />
          <Skeleton className="ml-auto h-3.5 w-16" />
          <Skeleton className="h-3.5 w-12" />
        </div>
      ))}
    </div>
  )
}
