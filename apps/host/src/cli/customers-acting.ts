import { followSales } from '../analytics/index.ts'
import type { Installation } from '../connections/index.ts'
import {
  erasePerson,
  followCustomers,
  forgetDecisions,
  mergePersons,
  splitPerson,
  type DecideOptions,
  type EraseOptions,
  type Person,
} from '../customers/index.ts'
import type { Store } from '../store/index.ts'
import { byHand } from '../work/index.ts'
import type { CustomerAction } from './actions.ts'
import type { Answer } from './customers-answer.ts'
import type { CustomersCommandOptions } from './customers-options.ts'
import { misused, onlyName } from './customers-faults.ts'
import { erasureText } from './erasures-text.ts'
import { writeByHand } from './customers-writing.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** What changes something. */
type CustomerActing = Exclude<CustomerAction, 'figures' | 'timeline' | 'export' | 'erasures'>

/** Computes persons, keeps what staff decide about them, or erases one; what it is done with is brought up to date first. */
export async function actOnCustomers(
  terminal: Terminal,
  installation: Installation,
  action: CustomerActing,
  names: readonly string[],
  options: CustomersCommandOptions,
): Promise<ExitCode> {
  const { json, dryRun = false } = options
  const { store, configuration } = installation
  const { customers: settings } = configuration
  const followed = await followCustomers(store, { settings, signal: terminal.signal })
  const staff = { settings, by: { kind: 'command', user: terminal.environment['USER'] } as const }
  const acts: Readonly<Record<CustomerActing, () => Promise<Answer>>> = {
    update: async () => {
      await followSales(store, {
        zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
        signal: terminal.signal,
      })
      return { data: followed, text: `${counted(followed.rows, 'row')} looked at.` }
    },
    create: () => writeByHand(terminal, installation, 'create', names, options),
    edit: () => writeByHand(terminal, installation, 'edit', names, options),
    tag: () => writeByHand(terminal, installation, 'tag', names, options),
    consent: () => writeByHand(terminal, installation, 'consent', names, options),
    merge: () => merge(store, names, staff),
    split: () => split(store, names, staff),
    undo: () => undo(store, names, staff),
    erase: () =>
      erase(installation, names, {
        by: staff.by,
        signal: terminal.signal,
        dry: dryRun,
        alone: byHand(installation, terminal.signal),
      }),
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
  const erasure = await erasePerson(installation, onlyName(names, 'erase'), options)
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
  const undone = await forgetDecisions(store, onlyName(names, 'undo'), staff)
  const text = `${counted(undone, 'decision')} taken back; the rules decide again.`
  return { data: { undone }, text }
}

function described({ id, members }: Person): string {
  return `${id} (${members.join(', ')})`
}
