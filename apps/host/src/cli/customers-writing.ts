import { randomUUID } from 'node:crypto'
import type { Json } from '@cartograph/core'
import type * as z from 'zod'
import type { CustomerSettings } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import {
  catchUpCustomers,
  createCustomer,
  editCustomer,
  openWriting,
  tagCustomer,
  writeConsents,
  type Once,
  type WritingScene,
  type Written,
} from '../customers/index.ts'
import { consentsWish, createWish, editWish, tagWish } from '../wishes/index.ts'
import { engineClock } from '../queue/index.ts'
import type { CustomerAction } from './actions.ts'
import type { Answer } from './customers-answer.ts'
import { misused, onlyName } from './customers-faults.ts'
import type { CustomersCommandOptions } from './customers-options.ts'
import type { Terminal } from './terminal.ts'

type Writing = Extract<CustomerAction, 'create' | 'edit' | 'tag' | 'consent'>

/** Writes what staff know of a person, as the API does. */
export async function writeByHand(
  terminal: Terminal,
  installation: Installation,
  action: Writing,
  names: readonly string[],
  options: CustomersCommandOptions,
): Promise<Answer> {
  const { key = randomUUID(), node } = options
  const scene = sceneOf(terminal, installation)
  const once: Once = {
    key,
    node,
    by: { kind: 'command', user: terminal.environment['USER'] },
  }
  const written = await write(scene, action, names, options, once)
  const { person, record } = written
  return { data: written, text: `Written of ${person}: ${record}.` }
}

async function write(
  scene: WritingScene,
  action: Writing,
  names: readonly string[],
  options: CustomersCommandOptions,
  once: Once,
): Promise<Written> {
  const properties = propertiesIn(options.set ?? [], scene.settings)
  const consents = consentsIn(options)
  const { tag: add = [], untag: remove = [] } = options
  if (action === 'create') {
    if (names.length > 0) throw misused('`create` takes no name; say what is known with --set.')
    return createCustomer(scene, wishOf(createWish, { properties, tags: add, consents }), once)
  }
  const name = onlyName(names, action)
  if (action === 'edit') {
    if (Object.keys(properties).length === 0) throw misused('Say what to change with --set.')
    return editCustomer(scene, name, wishOf(editWish, { properties }), once)
  }
  if (action === 'tag') {
    if (add.length + remove.length === 0) throw misused('Name labels with --tag or --untag.')
    return tagCustomer(scene, name, wishOf(tagWish, { add, remove }), once)
  }
  if (consents.length === 0)
    throw misused('Say what was agreed to, for example --consent email=granted.')
  return writeConsents(scene, name, wishOf(consentsWish, { consents }), once)
}

function wishOf<Wish extends z.ZodType>(shape: Wish, written: object): z.infer<Wish> {
  const read = shape.safeParse(written)
  if (read.success) return read.data
  const [first] = read.error.issues
  throw misused(`${first?.path.join('.') ?? ''}: ${first?.message ?? 'does not fit'}.`)
}

function propertiesIn(
  pairs: readonly string[],
  { properties }: CustomerSettings,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    pairs.map((pair): [string, Json] => {
      const [name, text] = parted(pair, '--set')
      if (text === '') return [name, null]
      const type = properties.extended.get(name)?.type
      if (type === 'strings') return [name, text.split(',').map((each) => each.trim())]
      const isText = type === undefined ? !text.startsWith('{') : !jsonTypes.has(type)
      return [name, isText ? text : parsed(name, text)]
    }),
  )
}

/** Types whose values are written as JSON writes them. */
const jsonTypes: ReadonlySet<string> = new Set(['number', 'integer', 'boolean'])

function parsed(name: string, text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw misused(`What --set gives to ${name} is not of its type.`)
  }
}

function consentsIn({ consent = [], source }: CustomersCommandOptions): readonly object[] {
  return consent.map((pair) => {
    const [channel, state] = parted(pair, '--consent')
    return { channel, state, ...(source !== undefined && { source }) }
  })
}

function parted(pair: string, option: string): readonly [string, string] {
  const equals = pair.indexOf('=')
  if (equals < 1) throw misused(`${option} takes a name, an equals sign and a value.`)
  return [pair.slice(0, equals), pair.slice(equals + 1)]
}

function sceneOf(
  { signal }: Terminal,
  { store, lines, configuration }: Installation,
): WritingScene {
  const settings = configuration.customers
  return openWriting({
    store,
    lines,
    settings,
    engine: {},
    clock: engineClock(store.now),
    signal,
    owner: randomUUID(),
    catchUp: () => catchUpCustomers(store, { settings }),
  })
}
