import { fault, type CheckReport, type Context, type Fault } from '@cartograph/core'
import { checkFeed } from './check-feed.ts'
import type { Problem } from './problem.ts'
import { customFieldsOf, fixedFields, takenFormats } from './expected-fields.ts'
import { isListId, namedList, readList, readLists, unknownList, type MemberList } from './lists.ts'
import { hasPasswords, unsafeUpdate } from './member-calls.ts'
import { areThere, readOptions, wantedOptions } from './prepare-intelligence.ts'
import type { Settings } from './settings.ts'

/** Reads the list, and sees whether what is written would fit. Heyloyalty tells no name of the account. */
export async function checkHeyloyalty(context: Context<Settings>): Promise<CheckReport> {
  const { config } = context
  const lists = await readLists(context)
  const named = namedList(config, lists)
  const problems =
    named === undefined
      ? [missingList(config, lists)]
      : await listProblems(context, await readList(context, named.id))
  const all = [...problems, ...(await checkFeed(context))]
  return {
    account: { name: named?.name ?? 'Heyloyalty' },
    ...(all.length > 0 && { problems: all }),
  }
}

/** One that is named can still be made; an id cannot. */
function missingList(config: Settings, lists: Parameters<typeof unknownList>[1]): Problem {
  return {
    severity: isListId(config) ? 'error' : 'warning',
    fault: fault(unknownList(config, lists)),
  }
}

async function listProblems(
  context: Context<Settings>,
  list: MemberList,
): Promise<readonly Problem[]> {
  const { config } = context
  const wanted = await wantedOptions(context)
  const isUnlike = wanted !== undefined && !areThere(wanted, await readOptions(context, list.id))
  const isUnsafe = (config.updateWith ?? 'patch') !== 'patch' && hasPasswords(list)
  return [
    ...fieldProblems(config, list),
    ...(list.duplicates === '' || list.duplicates === 'disallow' ? [] : [duplicates(list)]),
    ...(isUnsafe
      ? [{ severity: 'error', part: 'sinks.members', fault: unsafeUpdate(list.name) } as const]
      : []),
    ...(isUnlike
      ? [
          warning({
            kind: 'config',
            message: 'The business intelligence of the list is not as in the settings.',
            hint: '`cartograph prepare` writes it.',
            path: ['businessIntelligence'],
          }),
        ]
      : []),
  ]
}

function fieldProblems(
  config: Settings,
  { name: listName, fields }: MemberList,
): readonly Problem[] {
  const custom = customFieldsOf(config)
  const wanted = [...fixedFields, ...custom.map(({ name }) => name)]
  const missing = wanted.filter((name) => fields[name] === undefined)
  const wrong = custom.flatMap(({ name, format }) => {
    const present = fields[name]?.format
    if (present === undefined || takenFormats[format]?.has(present) === true) return []
    return [`${name} is ${present} and is written as ${format}`]
  })
  return [
    ...(missing.length === 0
      ? []
      : [
          warning({
            kind: 'config',
            message: `The list ${listName} lacks fields that are written: ${missing.join(', ')}.`,
            hint: '`cartograph prepare` makes them.',
          }),
        ]),
    ...(wrong.length === 0
      ? []
      : [
          {
            severity: 'error',
            part: 'sinks.members',
            fault: fault({
              kind: 'config',
              message: `Fields of the list ${listName} have another format than is written: ${wrong.join(', ')}.`,
              hint: 'Heyloyalty refuses such values. Rename the field in Heyloyalty and let `cartograph prepare` make another one, or write it otherwise by a mapping of your own.',
            }),
          } as const,
        ]),
  ]
}

function duplicates({ name }: MemberList): Problem {
  return warning({
    kind: 'config',
    message: `The list ${name} takes duplicates, so that one person may be several members.`,
    hint: 'In Heyloyalty: the settings of the list, Duplicates. Several members of one address are left as they are.',
  })
}

function warning(what: Omit<Fault, '$fault'>): Problem {
  return { severity: 'warning', part: 'sinks.members', fault: fault(what) }
}
