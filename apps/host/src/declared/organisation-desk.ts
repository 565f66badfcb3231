import { fault } from '@cartograph/core'
import { actorText, audit, type Actor } from '../access/index.ts'
import {
  addMember,
  addOrganisation,
  listOrganisations,
  requestedModules,
  type Store,
  type StoredOrganisation,
} from '../store/index.ts'

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
  add(
    wanted: Pick<StoredOrganisation, 'id' | 'name'>,
    doing: { readonly by: Actor; readonly now: number },
  ): Promise<ShownOrganisation>
}

const idForm = /^[A-Za-z0-9][\w-]{0,62}$/

/** Organisations beside the one that the configuration file sets up, whose store is given. */
export function organisationDesk(
  store: Store,
  added: (id: string) => void = () => {},
): OrganisationDesk {
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
      added(id)
      return shown(made)
    },
  }
}

/** Notes the organisation of the configuration file among those of the installation. */
export function noteHome(store: Store, now: number): Promise<boolean> {
  const { organisation: id } = store
  return store.write((dialect) =>
    addOrganisation(dialect, { id, name: id, madeAt: now, madeBy: 'configuration' }),
  )
}
