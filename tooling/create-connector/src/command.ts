import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isCancel, multiselect, text } from '@clack/prompts'
import { namesOf } from './names.ts'
import { readTemplate, testedVersions } from './template.ts'
import { writtenFiles, type Wanted } from './written-files.ts'

export interface CommandOptions {
  /** Can questions be asked? */
  readonly isInteractive: boolean
  /** Where the new folder goes. */
  readonly folder: string
  readonly say: (text: string) => void
}

const usage = `Usage: npm create cartograph-connector my-shop -- [--source] [--sink]

  my-shop   the name of the package: small letters, digits and -, also with a scope (@acme/my-shop)
  --source  it reads orders (default)
  --sink    it is sent sales`

const nameRule = 'Small letters, digits and -, a letter first, also with a scope: @acme/my-shop.'

/** `npm create cartograph-connector`: writes a package into a new folder; gives back the exit code. */
export async function createConnector(
  words: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const given = readWords(words)
  if (given === undefined || given.help === true) {
    options.say(usage)
    return given === undefined ? 2 : 0
  }
  const wanted = await wantedOf(given, options.isInteractive)
  if (typeof wanted === 'string') {
    options.say(wanted)
    return 2
  }
  const folder = resolve(options.folder, wanted.names.id)
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    options.say(`${folder} is there already, and not empty; nothing was written.`)
    return 2
  }
  for (const { path, text: content } of writtenFiles(readTemplate(), wanted, testedVersions())) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content, { flag: 'wx' })
  }
  options.say(`Written: ${folder}

Next:
  cd ${wanted.names.id}
  npm install
  npm test                          the connector against its simulated shop
  npm run simulator                 the shop by itself, in another terminal
  npm run cartograph -- sync        the real command, with this connector`)
  return 0
}

interface Given {
  readonly name: string | undefined
  readonly source: boolean | undefined
  readonly sink: boolean | undefined
  readonly help: boolean | undefined
}

function readWords(words: readonly string[]): Given | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        source: { type: 'boolean' },
        sink: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (positionals.length > 1) return undefined
    return { name: positionals[0], source: values.source, sink: values.sink, help: values.help }
  } catch {
    return undefined
  }
}

/** What is to be written, or why that is not known. */
async function wantedOf(given: Given, isInteractive: boolean): Promise<Wanted | string> {
  const name = given.name ?? (isInteractive ? await askName() : undefined)
  if (name === undefined) return usage
  const names = namesOf(name)
  if (names === undefined) return `"${name}" cannot be the name of a connector. ${nameRule}`
  const isSaid = given.source !== undefined || given.sink !== undefined
  if (isSaid) return { names, source: given.source ?? false, sink: given.sink ?? false }
  const sides = isInteractive ? await askSides() : ['source']
  if (sides === undefined) return 'Nothing was written.'
  return { names, source: sides.includes('source'), sink: sides.includes('sink') }
}

async function askName(): Promise<string | undefined> {
  const answer = await text({
    message: 'What is the package called?',
    placeholder: 'my-shop',
    validate: (value) => (namesOf(value ?? '') === undefined ? nameRule : undefined),
  })
  return isCancel(answer) ? undefined : answer
}

async function askSides(): Promise<readonly string[] | undefined> {
  const answer = await multiselect({
    message: 'What does it do?',
    options: [
      { value: 'source', label: 'It reads orders', hint: 'source' },
      { value: 'sink', label: 'It is sent sales', hint: 'sink' },
    ],
    initialValues: ['source'],
    required: true,
  })
  return isCancel(answer) ? undefined : answer
}
