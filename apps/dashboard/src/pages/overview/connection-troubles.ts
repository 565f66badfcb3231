import type { Trouble } from '../../api/answers.ts'

/** What is wrong with a connection; the same of several streams is said once. */
export function troublesOf({
  streams,
}: {
  readonly streams: readonly { readonly fault?: Trouble | undefined }[]
}): readonly Trouble[] {
  const faults = streams.flatMap(({ fault }) => fault ?? [])
  return [...new Map(faults.map((fault) => [fault.message, fault])).values()]
}
