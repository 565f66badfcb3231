import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { isCancel, password } from '@clack/prompts'
import { fault } from '@cartograph/core'
import { secretStoreOf, writtenConfiguration } from '../config/index.ts'
import {
  forgetSecret,
  longestSecret,
  openSealedStore,
  rotateSecrets,
  setSecret,
} from '../secrets/index.ts'
import { secretNames, type Store } from '../store/index.ts'
import type { SecretAction } from './actions.ts'
import { configurationFile, originOf, storeOf, type CommonOptions } from './installation.ts'
import { secretsText, shownSecret } from './secrets-text.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/**
 * `cartograph secrets set NAME | list | remove NAME | rotate`: values that the store keeps sealed.
 * `cartograph secrets key`: a key that seals them; nothing is kept.
 *
 * Of the configuration only the place of the store and of the key are read: the rest may need the secrets that are to be set.
 */
export async function secretsCommand(
  terminal: Terminal,
  action: SecretAction,
  name: string | undefined,
  options: CommonOptions,
): Promise<ExitCode> {
  if (action === 'key') {
    await terminal.out(`${randomBytes(32).toString('base64')}\n`)
    return 0
  }
  if (name === undefined && (action === 'set' || action === 'remove'))
    throw misused(`Name the secret: \`secrets ${action} NAME\`.`)
  const value = action === 'set' ? await askedValue(terminal, name ?? '') : ''
  const { words, answer } = await withStore(terminal, options, action, (store) =>
    done(store, action, { name: name ?? '', value }),
  )
  await terminal.out(
    options.json === true ? `${JSON.stringify({ ok: true, ...answer })}\n` : `${words}\n`,
  )
  return 0
}

interface Done {
  readonly words: string
  readonly answer: object
}

async function done(
  store: Store,
  action: Exclude<SecretAction, 'key'>,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<Done> {
  const changing = { by: { kind: 'command' }, now: Date.now() } as const
  if (action === 'list') {
    const kept = await store.read((dialect, org) => secretNames(dialect, org))
    const secrets = kept.map(shownSecret)
    return { words: secretsText(secrets), answer: { secrets } }
  }
  if (action === 'rotate') {
    const rows = await rotateSecrets(store, changing)
    return { words: `${counted(rows, 'row')} sealed by the first key.`, answer: { rows } }
  }
  if (action === 'remove') {
    await forgetSecret(store, name, changing)
    return { words: `${name} is gone.`, answer: { secret: name } }
  }
  const secret = shownSecret(await setSecret(store, { name, value }, changing))
  const words = `${name} is set: write \${secret:${name}} in the configuration.`
  return { words, answer: { secret } }
}

async function withStore(
  terminal: Terminal,
  { config }: CommonOptions,
  action: SecretAction,
  work: (store: Store) => Promise<Done>,
): Promise<Done> {
  const { environment } = terminal
  const file = configurationFile(terminal.folder, config)
  const written = await writtenConfiguration(file)
  if (written === undefined)
    throw fault({
      kind: 'config',
      message: `The configuration ${file} cannot be read.`,
      hint: 'Run `cartograph check` to see what is wrong with it.',
    })
  const place = secretStoreOf(written, { folder: dirname(file), environment })
  const home = await openSealedStore(place, { environment, readOnly: action === 'list' })
  try {
    return await work(await storeOf(home, originOf(terminal, { ...place, file })))
  } finally {
    await home.close()
  }
}

/** Never as an argument, where everybody on the machine could read it. */
async function askedValue(terminal: Terminal, name: string): Promise<string> {
  if (!terminal.isInteractive) return withoutEnd((await terminal.input?.()) ?? '')
  const answer = await password({
    message: `The value of ${name}`,
    signal: terminal.signal,
    validate: (text) =>
      text === undefined || text === '' || text.length > longestSecret
        ? `Expected 1 to ${longestSecret} characters.`
        : undefined,
  })
  if (isCancel(answer)) throw misused('No value was given; nothing was changed.')
  return answer
}

/** `echo` and editors end a text with a new line, which belongs to no secret. */
function withoutEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}

function misused(message: string): Error {
  return fault({
    kind: 'config',
    message,
    hint: 'Run `cartograph secrets --help` to see what it takes.',
  })
}
