import type { Connector, Json, Parts } from '@cartograph/core'
import type { SampleSettings } from '../../config/index.ts'

/** One part, and the settings it needs beyond those of the first sample. */
export interface KnownPart<Part> {
  readonly name: string
  readonly part: Part
  readonly condition: string
}

type PartsOf<Kind extends keyof Parts<unknown>> =
  NonNullable<Parts<unknown>[Kind]> extends Readonly<Record<string, infer Part>> ? Part : never

/** What the parts of a connector are with all of its samples, each once. */
export interface KnownParts {
  readonly first: Parts<unknown>
  readonly all: <Kind extends 'streams' | 'sinks' | 'actions' | 'lookups' | 'surfaces'>(
    kind: Kind,
  ) => readonly KnownPart<PartsOf<Kind>>[]
}

/** The parts of a connector for its samples; undefined where there is no sample that it accepts. */
export function knownParts(
  connector: Connector<unknown, Json>,
  samples: readonly SampleSettings[],
): KnownParts | undefined {
  const [first, ...others] = samples.map(({ written, config }) => ({
    written,
    parts: connector.parts({ config, found: null }),
  }))
  if (first === undefined) return undefined
  return {
    first: first.parts,
    all: (kind) => {
      const found = new Map<string, KnownPart<PartsOf<typeof kind>>>()
      for (const { written, parts } of [first, ...others])
        for (const [name, part] of Object.entries(parts[kind] ?? {}))
          if (!found.has(name))
            found.set(name, {
              name,
              part: part as PartsOf<typeof kind>,
              condition: differenceOf(first.written, written),
            })
      return [...found.values()]
    },
  }
}

/** `notes: true`; empty where nothing differs. */
function differenceOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string {
  return Object.entries(after)
    .filter(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value))
    .map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``)
    .join(', ')
}
