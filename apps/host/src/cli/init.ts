import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fault } from '@cartograph/core'
import { askWhatIsMissing, type InitAnswers } from './init-questions.ts'
import { schemaText } from './docs.ts'
import { readColumns } from './file-columns.ts'
import { schemaFile, starterConfiguration, starterMapping, type Starter } from './starter.ts'
import { starterEntities, starterEntityNamed } from './starter-entities.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** `cartograph init`: writes a commented configuration and a first mapping, made for an export file where there is one. */
export async function initCommand(
  terminal: Terminal,
  options: Partial<InitAnswers>,
): Promise<ExitCode> {
  const { folder } = terminal
  const configuration = join(folder, 'cartograph.yaml')
  refuseExisting(configuration)
  const proposed = { organisation: idOf(basename(folder)), file: './orders.csv', entity: 'order' }
  const answers = terminal.isInteractive
    ? await askWhatIsMissing(options, proposed, terminal.signal)
    : { ...proposed, ...options }
  if (answers === undefined) {
    terminal.say('Nothing was written.')
    return 1
  }
  const { organisation, file } = answers
  if (!/^[A-Za-z0-9][\w-]{0,62}$/.test(organisation))
    throw fault({
      kind: 'config',
      message: 'The short name of the organisation may hold letters, digits, - and _ only.',
      hint: 'Give another one with --organisation.',
    })
  const entity = starterEntityNamed(answers.entity)
  if (entity === undefined)
    throw fault({
      kind: 'config',
      message: `There is no first mapping for "${answers.entity}".`,
      hint: `Give one of these with --entity: ${starterEntities.map(({ name }) => name).join(', ')}.`,
    })
  const columns = await readColumns(resolve(folder, file), folder, terminal.signal)
  const starter: Starter = { organisation, file, entity, columns: columns ?? [] }
  const mapping = join(folder, 'mappings', `${entity.name}.yaml`)
  refuseExisting(mapping)
  await write(mapping, starterMapping(starter))
  await write(configuration, starterConfiguration(starter))
  const written = ['cartograph.yaml', `mappings/${entity.name}.yaml`]
  const schema = join(folder, schemaFile)
  // An older one may know other connectors; it is made anew by `cartograph docs --schema`.
  if (!existsSync(schema)) {
    await write(schema, await schemaText(terminal))
    written.push(schemaFile)
  }
  await terminal.out(`Written: ${written.join(', ')}\n`)
  if (columns === undefined) terminal.say(`${file} is not there yet: put your file there.`)
  terminal.say(
    `Next: read mappings/${entity.name}.yaml, then run cartograph check, cartograph preview files.${entity.plural}, cartograph sync.`,
  )
  return 0
}

/** A name of letters, digits and - out of the name of a folder. */
export function idOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63)
  return id === '' ? 'my-shop' : id
}

function refuseExisting(file: string): void {
  if (!existsSync(file)) return
  throw fault({
    kind: 'config',
    message: `${file} is there already; nothing was written.`,
    hint: 'Run this in another folder, or move the file away first.',
  })
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  // `wx`: a file that appeared in the meantime is not overwritten either.
  await writeFile(file, text, { flag: 'wx' })
}
