import { registerHooks } from 'node:module'

/** What can be taken out of the code of a connector, to show that the suite notices. */
export interface SourceMutation {
  readonly says: string
  /** The end of the address of the file, and what stands there instead. */
  readonly file: string
  readonly from: string
  readonly to: string
}

export type SourceMutationName = 'blindAppend' | 'noSeries'

export const sourceMutations: Readonly<Record<SourceMutationName, SourceMutation>> = {
  blindAppend: {
    says: 'appends an order without a look whether it is there',
    file: '/connectors/rule/src/write-records.ts',
    from: 'const found = records.get(key)',
    to: 'const found = records.get(`not ${key}`)',
  },
  noSeries: {
    says: 'lets orders of one person be on their way at once',
    file: '/connectors/rule/src/sinks.ts',
    from: 'maxBytes: 2_000_000 },\n    serialBy: keyOfItem,',
    to: 'maxBytes: 2_000_000 },',
  },
}

/** Lets a file be loaded as the mutation wants it. */
export function mutateSource({ file, from, to }: SourceMutation): void {
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      if (!url.endsWith(file)) return loaded
      const given = loaded.source ?? ''
      const source = typeof given === 'string' ? given : new TextDecoder().decode(given)
      if (!source.includes(from)) throw new Error(`The mutation finds nothing in ${file}.`)
      return { ...loaded, source: source.replace(from, to) }
    },
  })
}
