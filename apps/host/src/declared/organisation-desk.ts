import { fault } from '@cartograph/core'
import { actorText, audit, type Actor } from '../access/index.ts'
import {
  addMember,
  addOrganisation,
  forgetOrganisation,
  hasRowsOf,
  holdingsOf,
  listOrganisations,
  requestedModules,
  type Holdings,
  type Store,
  type StoredOrganisation,
} from '../store/index.ts'
import { removeOrganisation } from './remove-organisation.ts'

/** An organisation of the installation as it is shown. */
export interface ShownOrganisation {
  readonly id: string
  readonly name: string
  /** Where it is set up: in the configuration file, or in the store alone. */
  readonly origin: 'file' | 'store'
  readonly madeAt: string
  readonly madeBy: string
  /** Sections and connectors that it asks the operator for. */
  readonly requests: readonly string[]
}

/** Everything that is asked of the organisations of an installation. */
export interface OrganisationDesk {
  list(): Promise<readonly ShownOrganisation[]>
  /** @throws a `conflict` fault where there is one of this id. */
  add(wanted: Pick<StoredOrganisation, 'id' | 'name'>, doing: Doing): Promise<ShownOrganisation>
  /**
   * What would go with an organisation.
   *
   * @throws a `notFound` fault where there is nothing of it.
   */
  holds(id: string): Promise<Holdings>
  /**
   * Takes an organisation away with everything that it has; `done` settles with how many rows went.
   *
   * @throws a `notFound` fault where there is nothing of it, a `conflict` fault for the one of the file, a `config` fault for another name.
   */
  remove(
    wanted: Pick<StoredOrganisation, 'id' | 'name'>,
    doing: Doing,
  ): Promise<{ readonly done: Promise<number> }>
}

/** What whoever works for organisations here does when there are more or fewer of them. */
export interface OrganisationEvents {
  readonly added?: (id: string) => void
  /** Settles when nothing is done for it any more. */
  readonly removed?: (id: string) => Promise<void>
  /** Where the folders with files of organisations lie. Default: there are none. */
  readonly folder?: string
  /** How long other processes of the same store may take to notice that one is gone. */
  readonly settleMs?: number
}

interface Doing {
  readonly by: Actor
  readonly now: number
}

const idForm = /^[A-Za-z0-9][\w-]{0,62}$/

/** Organisations beside the one that the configuration file sets up, whose store is given. */
export function organisationDesk(store: Store, events: OrganisationEvents = {}): OrganisationDesk {
  const shown = (
    { id, name, madeAt, madeBy }: StoredOrganisation,
    requests: readonly string[] = [],
  ): ShownOrganisation => ({
    id,
    name,
    origin: id === store.organisation ? 'file' : 'store',
    madeAt: new Date(madeAt).toISOString(),
    madeBy,
    requests,
  })
  return {
    list: async () => {
      const { all, requests } = await store.read(function* (dialect) {
        return {
          all: yield* listOrganisations(dialect),
          requests: yield* requestedModules(dialect),
        }
      })
      return all.map((each) => shown(each, requests.get(each.id)))
    },
    add: async ({ id, name }, { by, now }) => {
      if (!idForm.test(id))
        throw fault({
          kind: 'config',
          path: ['id'],
          message: `"${id}" is no id of an organisation.`,
          hint: 'Up to 63 letters, digits, - and _, a letter or a digit first.',
        })
      const made = { id, name, madeAt: now, madeBy: actorText(by) }
      await refuseLeftOver(store, id)
      const isNew = await store.write(function* (dialect, org) {
        const isAdded = id !== org && (yield* addOrganisation(dialect, made))
        // Whoever is signed in is the first who may say who else is in it.
        if (isAdded && by.kind === 'user')
          yield* addMember(dialect, id, { user: by.id, role: 'owner', now })
        if (isAdded)
          yield* audit(dialect, org, {
            at: now,
            actor: by,
            action: 'organisation.create',
            target: id,
          })
        return isAdded
      })
      if (!isNew)
        throw fault({
          kind: 'conflict',
          message: `There is an organisation ${id} already.`,
          hint: 'Take another id; its name may be the same.',
        })
      events.added?.(id)
      return shown(made)
    },
    holds: async (id) => {
      await nameOf(store, id)
      return store.read((dialect) => holdingsOf(dialect, id))
    },
    remove: async ({ id, name }, doing) => {
      if (id === store.organisation) throw ofFile(id)
      const known = await nameOf(store, id)
      if (name !== known)
        throw fault({
          kind: 'config',
          path: ['name'],
          message: `The organisation ${id} has another name, so nothing was removed.`,
          hint: `Say its name once more as it is: ${known}.`,
        })
      await store.write(function* (dialect, org) {
        yield* forgetOrganisation(dialect, id)
        yield* audit(dialect, org, {
          at: doing.now,
          actor: doing.by,
          action: 'organisation.remove',
          target: id,
        })
      })
      await events.removed?.(id)
      return { done: removeOrganisation(store, id, doing, events) }
    },
  }
}

/**
 * What an organisation is called; of one that was taken away and left something, its id.
 *
 * @throws a `notFound` fault where there is nothing of it.
 */
async function nameOf(store: Store, id: string): Promise<string> {
  const all = await store.read((dialect) => listOrganisations(dialect))
  const known = all.find((each) => each.id === id)
  if (known !== undefined) return known.name
  if (await store.read((dialect) => hasRowsOf(dialect, id))) return id
  throw fault({
    kind: 'notFound',
    message: `There is no organisation ${id}.`,
    hint: `Those of this installation: ${all.map((each) => each.id).join(', ')}.`,
  })
}

/** @throws a `conflict` fault where one of this id was taken away and is not wholly gone: what it left must not come back. */
async function refuseLeftOver(store: Store, id: string): Promise<void> {
  const { listed, left } = await store.read(function* (dialect) {
    const all = yield* listOrganisations(dialect)
    return { listed: all.some((each) => each.id === id), left: yield* hasRowsOf(dialect, id) }
  })
  if (listed || !left) return
  throw fault({
    kind: 'conflict',
    message: `Something of a former organisation ${id} is still there.`,
    hint: `Take another id, or remove what is left: \`cartograph organisations remove ${id}\`.`,
  })
}

function ofFile(id: string): Error {
  return fault({
    kind: 'conflict',
    message: `${id} is the organisation that the configuration file sets up, and runs the installation.`,
    hint: 'To be rid of everything, stop the host and delete its store.',
  })
}

/** Notes the organisation of the configuration file among those of the installation. */
export function noteHome(store: Store, now: number): Promise<boolean> {
  const { organisation: id } = store
  return store.write((dialect) =>
    addOrganisation(dialect, { id, name: id, madeAt: now, madeBy: 'configuration' }),
  )
}
