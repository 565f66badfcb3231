import { fault } from '@cartograph/core'
import type { Installation } from '../connections/index.ts'
import {
  baseFigures,
  erasePerson,
  explainPerson,
  followCustomers,
  forgetDecisions,
  isFollowed,
  mergePersons,
  shownPersons,
  splitPerson,
  type DecideOptions,
  type EraseOptions,
  type Person,
} from '../customers/index.ts'
import type { Store } from '../store/index.ts'
import type { CustomerAction } from './actions.ts'
import { erasureText, explanationText, figuresText, personsText } from './customers-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface CustomersCommandOptions extends CommonOptions {
  readonly search?: string
  readonly explain?: string
  readonly limit: number
  readonly node?: string
  readonly dryRun?: boolean
  readonly days: number
}

/**
 * `cartograph customers [--search …] [--explain person]`: shows persons, or why records are one.
 * `cartograph customers update | merge | split | undo`: computes persons, and keeps what staff decide about them.
 * `cartograph customers erase PERSON`: erases a person here and at the vendors, and proves it.
 */
export function customersCommand(
  terminal: Terminal,
  action: CustomerAction | undefined,
  names: readonly string[],
  options: CustomersCommandOptions,
): Promise<ExitCode> {
  const readOnly = action === undefined || action === 'figures'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    if (action === undefined) {
      if (names.length > 0)
        throw misused('`cartograph customers` without an action takes no names.')
      return options.explain === undefined
        ? show(terminal, installation, options)
        : explain(terminal, installation, options.explain, options)
    }
    if (action === 'figures') return figures(terminal, installation, options)
    return act(terminal, installation, action, names, options)
  })
}

async function show(
  terminal: Terminal,
  { store, configuration }: Installation,
  { search, limit, node, json }: CustomersCommandOptions,
): Promise<ExitCode> {
  const settings = configuration.customers
  const isCurrent = await store.read((dialect, org) => isFollowed(dialect, org))
  const shown = await store.read((dialect, org) =>
    shownPersons(dialect, org, { search, node, limit, settings }),
  )
  if (!isCurrent)
    terminal.say(
      'Not everything in the store was looked at yet: run `cartograph customers update`.',
    )
  await terminal.out(
    json === true ? `${JSON.stringify({ ...shown, isCurrent })}\n` : personsText(shown),
  )
  return 0
}

async function figures(
  terminal: Terminal,
  { store }: Installation,
  { json, days }: CustomersCommandOptions,
): Promise<ExitCode> {
  const found = await store.read((dialect, org) =>
    baseFigures(dialect, org, { days, now: Date.now() }),
  )
  await terminal.out(json === true ? `${JSON.stringify(found)}\n` : figuresText(found))
  return 0
}

async function explain(
  terminal: Terminal,
  { store, configuration }: Installation,
  name: string,
  { json }: CustomersCommandOptions,
): Promise<ExitCode> {
  const explanation = await store.read((dialect, org) =>
    explainPerson(dialect, org, name, configuration.customers),
  )
  if (explanation === undefined)
    throw fault({
      kind: 'notFound',
      message: `There is no person ${name}.`,
      hint: '`cartograph customers --search` shows the names of persons.',
    })
  await terminal.out(
    json === true ? `${JSON.stringify(explanation)}\n` : explanationText(explanation),
  )
  return 0
}

interface Answer {
  readonly data: object
  readonly text: string
  /** Default: everything that was asked for happened. */
  readonly ok?: boolean
}

async function act(
  terminal: Terminal,
  installation: Installation,
  action: Exclude<CustomerAction, 'figures'>,
  names: readonly string[],
  { json, dryRun = false }: CustomersCommandOptions,
): Promise<ExitCode> {
  const { store, configuration } = installation
  const { customers: settings } = configuration
  const followed = await followCustomers(store, { settings, signal: terminal.signal })
  const staff = { settings, by: terminal.environment['USER'] ?? 'staff' }
  const acts: Readonly<Record<Exclude<CustomerAction, 'figures'>, () => Promise<Answer>>> = {
    update: async () => ({ data: followed, text: `${counted(followed.rows, 'row')} looked at.` }),
    merge: () => merge(store, names, staff),
    split: () => split(store, names, staff),
    undo: () => undo(store, names, staff),
    erase: () => erase(installation, names, { by: staff.by, signal: terminal.signal, dry: dryRun }),
  }
  const { data, text, ok = true } = await acts[action]()
  await terminal.out(json === true ? `${JSON.stringify(data)}\n` : `${text}\n`)
  return ok ? 0 : 1
}

async function erase(
  installation: Installation,
  names: readonly string[],
  options: EraseOptions,
): Promise<Answer> {
  const [person, ...others] = names
  if (person === undefined || others.length > 0) throw misused('Name one person: `erase PERSON`.')
  const erasure = await erasePerson(installation, person, options)
  return { data: erasure, text: erasureText(erasure), ok: erasure.ok }
}

async function merge(
  store: Store,
  names: readonly string[],
  staff: DecideOptions,
): Promise<Answer> {
  if (names.length < 2) throw misused('Name the persons that are one: `merge PERSON PERSON`.')
  const person = await mergePersons(store, names, staff)
  return { data: { person }, text: `They are one person now: ${described(person)}.` }
}

async function split(
  store: Store,
  [person = '', ...records]: readonly string[],
  staff: DecideOptions,
): Promise<Answer> {
  if (records.length === 0)
    throw misused('Name the person and the records to take out: `split PERSON RECORD`.')
  const persons = await splitPerson(store, person, records, staff)
  const lines = persons.map((each) => `  ${described(each)}`)
  return {
    data: { persons },
    text: [`They are ${counted(persons.length, 'person')} now:`, ...lines].join('\n'),
  }
}

async function undo(store: Store, names: readonly string[], staff: DecideOptions): Promise<Answer> {
  const [person, ...others] = names
  if (person === undefined || others.length > 0) throw misused('Name one person: `undo PERSON`.')
  const undone = await forgetDecisions(store, person, staff)
  const text = `${counted(undone, 'decision')} taken back; the rules decide again.`
  return { data: { undone }, text }
}

function described({ id, members }: Person): string {
  return `${id} (${members.join(', ')})`
}

function misused(message: string): Error {
  return fault({
    kind: 'config',
    message,
    hint: 'Run `cartograph customers --help` to see what it takes.',
  })
}
