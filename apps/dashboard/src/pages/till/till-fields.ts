import { groupIn } from '../../schema-form/form-value.ts'

/** How a field of a customer is used at a till, the least of it first; one that is not named is hidden. */
export const fieldUses = ['shown', 'editable', 'required'] as const
export type FieldUse = (typeof fieldUses)[number]
export type FieldSet = Readonly<Record<string, FieldUse>>

/** `register`: the form for new customers; `update`: the card, and what can be changed on it. */
export const tillForms = ['register', 'update'] as const
export type TillForm = (typeof tillForms)[number]

/** What a connector's tills can show and ask for, as its settings describe it. */
export interface TillChoices {
  readonly fields: readonly string[]
  /** What holds as long as nobody has chosen. */
  readonly usual: Readonly<Record<TillForm, FieldSet>>
}

/** Undefined: the connector has no tills whose fields can be chosen. */
export function tillChoices(settings: unknown): TillChoices | undefined {
  const till = groupIn(groupIn(groupIn(settings)['properties'])['till'])
  const forms = groupIn(till['properties'])
  const register = groupIn(forms['register'])
  const names = groupIn(register['propertyNames'])['enum']
  if (!Array.isArray(names)) return undefined
  const fields = names.filter((name): name is string => typeof name === 'string')
  return {
    fields,
    usual: {
      register: fieldSetIn(register['default']),
      update: fieldSetIn(groupIn(forms['update'])['default']),
    },
  }
}

/** What was chosen for a form in the settings of a connection; undefined: nothing. */
export function chosenFields(config: unknown, form: TillForm): FieldSet | undefined {
  const chosen = groupIn(groupIn(config)['till'])[form]
  return chosen === undefined ? undefined : fieldSetIn(chosen)
}

function fieldSetIn(value: unknown): FieldSet {
  return Object.fromEntries(
    Object.entries(groupIn(value)).flatMap(([field, use]) => {
      const found = fieldUses.find((each) => each === use)
      return found === undefined ? [] : [[field, found]]
    }),
  )
}

/** The set with a field used otherwise; undefined: hidden. */
export function withUse(set: FieldSet, field: string, use: FieldUse | undefined): FieldSet {
  const others = Object.fromEntries(Object.entries(set).filter(([name]) => name !== field))
  return use === undefined ? others : { ...others, [field]: use }
}

/** `unreachable`: nobody could be told from anybody. `demanding`: who does not give both cannot be registered. */
export type FieldTrouble = 'unreachable' | 'demanding'

export function fieldTrouble(set: FieldSet): FieldTrouble | undefined {
  const isEditable = (field: string) => set[field] === 'editable' || set[field] === 'required'
  if (!isEditable('email') && !isEditable('phone')) return 'unreachable'
  return set['email'] === 'required' && set['phone'] === 'required' ? 'demanding' : undefined
}
