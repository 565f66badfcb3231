import type { Account, Field, FieldFormat, List } from './account.ts'

const fixedFields: Readonly<Record<string, readonly [string, FieldFormat]>> = {
  firstname: ['First name', 'text'],
  lastname: ['Last name', 'text'],
  email: ['E-mail', 'text'],
  mobile: ['Mobile', 'text'],
  sex: ['Sex', 'choice'],
  birthdate: ['Birth date', 'date'],
  address: ['Address', 'text'],
  postalcode: ['Postal code', 'text'],
  city: ['City', 'text'],
  country: ['Country', 'choice'],
  password: ['Password', 'password'],
  reference: ['Reference', 'text'],
}
/** Ids of its own, which are not those of `/lists/countries`. */
const fixedOptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '1': 'Male', '2': 'Female' },
  country: { '53': 'Denmark', '74': 'Germany', '158': 'Norway', '205': 'Sweden' },
}

/** A list as a new account has one, with all fixed fields but the password. */
export function addList(
  account: Account,
  name: string,
  more: Partial<Pick<List, 'countryId' | 'duplicates' | 'doubleOptIn'>> = {},
): List {
  const list: List = {
    id: account.nextId(),
    name,
    countryId: 1,
    duplicates: 'disallow',
    doubleOptIn: false,
    createdAt: account.now(),
    fields: new Map(),
    members: new Map(),
    shops: new Map(),
    segments: new Map(),
    webhooks: new Map(),
    intelligence: {},
    linkTracking: {},
    ...more,
  }
  for (const field of Object.keys(fixedFields))
    if (field !== 'password') addField(account, list, { name: field, type: 'fixed' })
  account.lists.set(list.id, list)
  return list
}

export interface GivenField {
  readonly name: string
  readonly type?: 'fixed' | 'custom'
  readonly label?: string
  readonly format?: FieldFormat
  readonly options?: readonly string[]
}

export function addField(account: Account, list: List, given: GivenField): Field {
  const { name, type = 'custom', label, format, options = [] } = given
  const [fixedLabel, fixedFormat] = (type === 'fixed' ? fixedFields[name] : undefined) ?? []
  const field: Field = {
    id: account.nextId(),
    type,
    name,
    label: label ?? fixedLabel ?? name,
    format: fixedFormat ?? format ?? 'text',
    options: new Map([
      ...Object.entries((type === 'fixed' ? fixedOptions[name] : undefined) ?? {}),
      ...options.map((option) => [String(44_000 + account.nextId()), option] as const),
    ]),
  }
  list.fields.set(name, field)
  return field
}

export function isFixed(name: string): boolean {
  return name in fixedFields
}
