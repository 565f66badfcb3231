import { Skeleton } from '../../ui/skeleton.tsx'

export function DashboardComes() {
  return (
    <>
      <Skeleton className="h-[68px] rounded-xl" />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
        {[1, 2, 3, 4].map((place) => (
          <Skeleton key={place} className="h-[130px] rounded-xl" />
        ))}
      </div>
      <Skeleton className="h-[360px] rounded-xl" />
    </>
  )
}
