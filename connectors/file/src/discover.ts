import type { Context } from '@cartograph/core'
import { filesOf } from './bytes.ts'
import { guessType, type GuessedType } from './guess.ts'
import { cellsOf, sampleFile, type Sample } from './sample.ts'
import type { Settings, SourceSettings } from './settings.ts'
import { sourceFiles } from './source-files.ts'

/** A column as it was found; a guessed type is a proposal for the settings and changes no row. */
export type FoundColumn = {
  readonly name: string
  readonly type: GuessedType
  readonly decimalComma?: true
  /** Every file that was looked at has it. */
  readonly everywhere: boolean
}

export type Found = {
  readonly sources: { readonly [name: string]: { readonly columns: readonly FoundColumn[] } }
}

/** Of many files the oldest and the newest by name tell what columns there are. */
const mostFiles = 8

/** Looks at the heads of all sources' files. A source that cannot be read is left out: `check` says why. */
export async function discoverColumns(context: Context<Settings>): Promise<Found> {
  const sources: Record<string, Found['sources'][string]> = {}
  for (const [name, source] of Object.entries(context.config.sources ?? {})) {
    try {
      sources[name] = { columns: await columnsOf(context, source) }
    } catch (error) {
      context.log.warn('The columns of a source could not be found out.', {
        source: name,
        reason: error instanceof Error ? error.message : 'unknown',
      })
    }
  }
  return { sources }
}

async function columnsOf(
  context: Context<Settings>,
  source: SourceSettings,
): Promise<readonly FoundColumn[]> {
  const files = filesOf(context)
  const all = await sourceFiles(files, context.config, source)
  const some =
    all.length <= mostFiles
      ? all
      : [...all.slice(0, mostFiles / 2), ...all.slice(all.length - mostFiles / 2)]
  const samples: Sample[] = []
  for (const { path } of some) samples.push(await sampleFile(context, files, path, source))
  const told = samples.filter(({ columns }) => columns.length > 0)
  const names = new Set(told.flatMap(({ columns }) => columns))
  return [...names].map((name) => {
    const { type, decimalComma } = guessType(told.flatMap((sample) => cellsOf(sample, name)))
    const everywhere = told.every(({ columns }) => columns.includes(name))
    return decimalComma === true
      ? { name, type, decimalComma, everywhere }
      : { name, type, everywhere }
  })
}
