import type { Context } from '@cartograph/core'
import { askHeyloyalty } from './client.ts'
import { customFieldsOf, fixedFields } from './expected-fields.ts'
import type { CustomField } from './list-settings.ts'
import { foundList, isListId, namedList, readLists, type MemberList } from './lists.ts'
import { prepareFeed } from './prepare-feed.ts'
import { prepareIntelligence } from './prepare-intelligence.ts'
import { prepareSegments } from './prepare-segments.ts'
import { prepareShops } from './prepare-shops.ts'
import type { Step } from './prepare-step.ts'
import type { Settings } from './settings.ts'

/** Makes the list with its fields, its shops and segments, the product feed with its mapping, and the options of Raptor. */
export async function prepare(context: Context<Settings>): Promise<readonly Step[]> {
  const { config, run } = context
  const lists = await readLists(context)
  const what = `The list ${config.list}`
  const isNew = namedList(config, lists) === undefined && !isListId(config)
  if (isNew && run.dry) return [{ what, state: 'wouldDo' }]
  if (isNew) await makeList(context)
  const before = await foundList(context)
  const fields = await prepareFields(context, before)
  const list = fields.state === 'done' ? await foundList(context) : before
  return [
    { what, state: isNew ? 'done' : 'already' },
    fields,
    ...(await prepareShops(context, list)),
    ...(await prepareSegments(context, list)),
    ...(await prepareFeed(context)),
    ...(await prepareIntelligence(context, list)),
  ]
}

async function makeList(context: Context<Settings>): Promise<void> {
  const { list: name, newList } = context.config
  await askHeyloyalty(context, {
    method: 'POST',
    path: '/lists',
    // A second list of the name would be one too many: it is looked for before the next attempt.
    effect: 'once',
    json: {
      name,
      country_id: newList?.country ?? 1,
      duplicates: 'disallow',
      fields: fixedFields.map((field) => ({ type: 'fixed', name: field })),
    },
  })
  if (newList?.doubleOptIn !== true) return
  const { id } = await foundList(context)
  await patchList(context, id, { 'double_opt-in': '1' })
}

async function prepareFields(context: Context<Settings>, list: MemberList): Promise<Step> {
  const what = `The fields of the list ${list.name}`
  const fixed = fixedFields
    .filter((name) => list.fields[name] === undefined)
    .map((name) => ({ type: 'fixed', name }))
  const custom = customFieldsOf(context.config)
    .filter((field) => isLacking(list, field))
    .map(madeField)
  const fields = [...fixed, ...custom]
  if (fields.length === 0) return { what, state: 'already' }
  const how = fields.map(({ name }) => name).join(', ')
  if (context.run.dry) return { what, state: 'wouldDo', how }
  await patchList(context, list.id, { fields })
  return { what, state: 'done', how }
}

function madeField({ name, label = name, format, options = [] }: CustomField) {
  const choices = options.map((option) => ({ label: option }))
  const field = { type: 'custom', name, label, format }
  return choices.length === 0 ? field : { ...field, options: choices }
}

/** One that is not there, or lacks an option. */
function isLacking({ fields }: MemberList, { name, options = [] }: CustomField): boolean {
  const present = fields[name]
  if (present === undefined) return true
  const labels = new Set(Object.values(present.options))
  return options.some((option) => !labels.has(option))
}

/** v2 adds and changes what is given; v1 would take away what is not. */
async function patchList(context: Context<Settings>, id: number, json: object): Promise<void> {
  await askHeyloyalty(context, {
    method: 'PATCH',
    version: 'v2',
    path: `/lists/${id}`,
    route: '/lists/{id}',
    json,
  })
}
