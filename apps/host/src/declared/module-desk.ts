import { dirname } from 'node:path'
import { fault } from '@cartograph/core'
import { actorText, audit, type Actor } from '../access/index.ts'
import {
  callingNames,
  declaredSections,
  installedConnectors,
  mayUseConnector,
  modulesFor,
  valueAt,
  writtenConfiguration,
} from '../config/index.ts'
import { chooseModule, moduleChoices, type Store } from '../store/index.ts'
import { areas } from '../wishes/index.ts'

const moduleKinds = ['area', 'section', 'connector', 'limit'] as const

/**
 * How an area of the product, a section of the configuration, a connector or a limit stands: `active`, it may be used and is shown;
 * `hidden`, it may be used and is not shown; `locked`, the operator does not allow it, or more of it; `requested`, neither, and somebody
 * asked for it.
 */
export interface ShownModule {
  readonly kind: (typeof moduleKinds)[number]
  readonly name: string
  readonly state: 'active' | 'hidden' | 'locked' | 'requested'
}

export function isModuleKind(text: string): text is ShownModule['kind'] {
  return moduleKinds.some((kind) => kind === text)
}

/** What an organisation may use, and what it makes of that. */
export interface ModuleDesk {
  list(): Promise<readonly ShownModule[]>
  /**
   * Shows, hides or asks for a module, or takes back (`locked`) that it was asked for. What is hidden goes on as it is.
   *
   * @throws a `notFound` fault where there is none, and a `conflict` fault where the operator has to, or had to, be asked.
   */
  choose(
    module: Pick<ShownModule, 'kind' | 'name'>,
    state: ShownModule['state'],
    doing: { readonly by: Actor; readonly now: number },
  ): Promise<ShownModule>
}

export function moduleDesk({
  store,
  file,
}: {
  readonly store: Store
  /** The configuration file, in which the operator says what is allowed. */
  readonly file: string
}): ModuleDesk {
  const list = async (): Promise<readonly ShownModule[]> => {
    const written = await writtenConfiguration(file)
    const allowed = modulesFor(store.organisation, valueAt(written, ['modules']))
    const choices = await store.read((dialect, org) => moduleChoices(dialect, org))
    const connectors = installedConnectors(dirname(file)).map(
      (name) => callingNames(name)[0] ?? name,
    )
    const shown = (kind: ShownModule['kind'], name: string, mayUse: boolean): ShownModule => {
      const choice = choices.get(`${kind}/${name}`)
      if (mayUse) return { kind, name, state: choice === 'hidden' ? 'hidden' : 'active' }
      return { kind, name, state: choice === 'requested' ? 'requested' : 'locked' }
    }
    const quota = valueAt(written, ['quota', 'paidOrders'])
    return [
      ...areas.map((name) => shown('area', name, allowed.areas?.includes(name) !== false)),
      ...declaredSections.map((name) =>
        shown('section', name, allowed.sections?.includes(name) !== false),
      ),
      ...connectors.map((name) =>
        shown(
          'connector',
          name,
          allowed.connectors === undefined || mayUseConnector(allowed.connectors, name),
        ),
      ),
      ...(quota === undefined || quota === null ? [] : [shown('limit', 'paidOrders', false)]),
    ]
  }
  const named = async ({ kind, name }: Pick<ShownModule, 'kind' | 'name'>) => {
    const all = await list()
    const found = all.find((each) => each.kind === kind && each.name === name)
    if (found === undefined)
      throw fault({ kind: 'notFound', message: `There is no ${kind} ${name} here.` })
    return found
  }
  return {
    list,
    choose: async (module, state, { by, now }) => {
      const found = await named(module)
      const mayUse = found.state === 'active' || found.state === 'hidden'
      if (mayUse !== (state === 'active' || state === 'hidden'))
        throw fault({
          kind: 'conflict',
          message: mayUse
            ? `The ${found.kind} ${found.name} may be used already.`
            : `The operator of this installation does not allow the ${found.kind} ${found.name}.`,
          hint: mayUse ? 'Show it with `active`.' : 'Ask for it with `requested`.',
        })
      const id = `${found.kind}/${found.name}`
      const choice = state === 'hidden' || state === 'requested' ? state : undefined
      const change = { module: id, choice, changedAt: now, changedBy: actorText(by) }
      await store.write(function* (dialect, org) {
        yield* chooseModule(dialect, org, change)
        const outcome = state
        yield* audit(dialect, org, {
          at: now,
          actor: by,
          action: 'module.choose',
          target: id,
          outcome,
        })
      })
      return { ...found, state }
    },
  }
}
