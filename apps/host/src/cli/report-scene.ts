import type { Collector, DayRange, Factor, ReportSource } from '../analytics/index.ts'

export interface ReportScene {
  readonly source: ReportSource
  readonly range: DayRange
  readonly factor: Factor
  readonly currency: string
}

/** A report as cells, so that a table, CSV and JSON are made of the same. */
export interface ReportTable {
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A report over all customers, one after the other. */
export async function overAll<Result>(
  { source }: ReportScene,
  collector: Collector<Result>,
  { lines }: { readonly lines: boolean },
): Promise<Result> {
  for await (const own of source.histories({ lines })) collector.add(own)
  return collector.result()
}
