import type { Installation } from '../connections/index.ts'
import {
  baseFigures,
  explainPerson,
  exportPerson,
  isFollowed,
  listErasures,
  shownPersons,
  timelineOf,
} from '../customers/index.ts'
import type { CustomerAction } from './actions.ts'
import { actOnCustomers } from './customers-acting.ts'
import { misused, nobody, onlyName } from './customers-faults.ts'
import { explanationText, figuresText, personsText, timelineText } from './customers-text.ts'
import type { CustomersCommandOptions } from './customers-options.ts'
import { erasuresText } from './erasures-text.ts'
import { withInstallation } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** What writes nothing. Who was given everything of a person is written down. */
const looking: ReadonlySet<CustomerAction> = new Set(['figures', 'timeline', 'erasures'])

/**
 * `cartograph customers [--search …] [--explain person]`: shows persons, or why records are one.
 * `cartograph customers update | merge | split | undo`: computes persons, and keeps what staff decide about them.
 * `cartograph customers create | edit | tag | consent`: writes what staff know of a person.
 * `cartograph customers timeline | export PERSON`: shows what they did, or everything that is kept of them.
 * `cartograph customers erase PERSON`: erases a person here and at the vendors, and proves it.
 * `cartograph customers erasures`: shows how erasures stand.
 */
export function customersCommand(
  terminal: Terminal,
  action: CustomerAction | undefined,
  names: readonly string[],
  options: CustomersCommandOptions,
): Promise<ExitCode> {
  const readOnly = action === undefined || looking.has(action)
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    if (action === undefined) {
      if (names.length > 0)
        throw misused('`cartograph customers` without an action takes no names.')
      return options.explain === undefined
        ? show(terminal, installation, options)
        : explain(terminal, installation, options.explain, options)
    }
    if (action === 'figures') return figures(terminal, installation, options)
    if (action === 'erasures') return erasures(terminal, installation, options)
    if (action === 'timeline') return timeline(terminal, installation, names, options)
    if (action === 'export') return exported(terminal, installation, names)
    return actOnCustomers(terminal, installation, action, names, options)
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

async function erasures(
  terminal: Terminal,
  { store }: Installation,
  { json, limit }: CustomersCommandOptions,
): Promise<ExitCode> {
  const found = await store.read((dialect, org) => listErasures(dialect, org, limit))
  await terminal.out(
    json === true ? `${JSON.stringify({ erasures: found })}\n` : erasuresText(found),
  )
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
  if (explanation === undefined) throw nobody(name)
  await terminal.out(
    json === true ? `${JSON.stringify(explanation)}\n` : explanationText(explanation),
  )
  return 0
}

async function timeline(
  terminal: Terminal,
  { store, configuration }: Installation,
  names: readonly string[],
  { limit, node, json }: CustomersCommandOptions,
): Promise<ExitCode> {
  const name = onlyName(names, 'timeline')
  const settings = configuration.customers
  const moments = await store.read((dialect, org) =>
    timelineOf(dialect, org, name, { limit, node, settings }),
  )
  if (moments === undefined) throw nobody(name)
  await terminal.out(json === true ? `${JSON.stringify({ moments })}\n` : timelineText(moments))
  return 0
}

/** Everything of a person as JSON, whatever is asked for: it is for whoever asks what is known of them. */
async function exported(
  terminal: Terminal,
  { store }: Installation,
  names: readonly string[],
): Promise<ExitCode> {
  const name = onlyName(names, 'export')
  const found = await exportPerson(store, name, { by: { kind: 'command' } })
  if (found === undefined) throw nobody(name)
  await terminal.out(`${JSON.stringify(found, undefined, 2)}\n`)
  return 0
}
