import type { Metrics, SurfaceContext } from '@cartograph/core'

/** A metric or dimension as the host describes it. */
export type Described = Awaited<ReturnType<Metrics['catalogue']>>[number]

/** The metric by which values of dimensions are found. */
export const countedBy = 'orders'

/** @throws a `permission` fault where the key may not see figures of the whole organisation. */
export function catalogueOf({
  metrics,
}: Pick<SurfaceContext<unknown>, 'metrics'>): Promise<readonly Described[]> {
  return metrics.catalogue()
}
