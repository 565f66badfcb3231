import { nearest } from '@cartograph/core'
import type { CustomerNode, PropertySettings } from './customer-settings.ts'
import { defaultPages } from './default-pages.ts'
import type { Path } from './document.ts'
import { choice } from './naming.ts'
import { mailOf } from './page-mail.ts'
import { isPageText, pageTextNames } from './page-texts.ts'
import type { PageConsent, PageForm, PageSettings } from './page-settings.ts'
import type { FormShape, PagesShape } from './page-shape.ts'
import type { ReadConnection, Reading } from './reading.ts'

export interface PagesAround {
  readonly nodes: ReadonlyMap<string, CustomerNode>
  readonly properties: PropertySettings
  readonly connections: ReadonlyMap<string, ReadConnection>
}

const at: Path = ['customers', 'pages']

/** What the file says about hosted pages. */
export function readPages(shape: PagesShape, around: PagesAround, reading: Reading): PageSettings {
  const {
    language = defaultPages.language,
    colour = defaultPages.colour,
    mail,
    forms = {},
    texts = {},
  } = shape
  const sender =
    mail === undefined ? undefined : mailOf(mail, [...at, 'mail'], around.connections, reading)
  for (const [name, own] of Object.entries(texts))
    for (const key of Object.keys(own))
      if (!isPageText(key))
        reading.problems.add(reading.document, [...at, 'texts', name, key], {
          part: 'key',
          message: `pages have no such text${choice(nearest(key, pageTextNames), pageTextNames)}`,
        })
  return {
    language,
    colour,
    ...(sender !== undefined && { mail: sender }),
    forms: new Map(
      Object.entries(forms).map(([id, form]) => {
        checkForm(id, form, around, mail !== undefined, reading)
        return [id, formOf(id, form, mail !== undefined)]
      }),
    ),
    texts: new Map(Object.entries(texts)),
  }
}

/** Links that are mailed lead to an address that only the file knows. */
export function checkPageAddress(
  pages: PageSettings | undefined,
  url: string | undefined,
  { document, problems }: Reading,
): void {
  const confirmed = [...(pages?.forms.values() ?? [])].filter(({ confirm }) => confirm)
  if (url !== undefined || confirmed.length === 0) return
  problems.add(document, at, {
    part: 'key',
    message: 'links are mailed, and nothing says where they lead',
    hint: 'Set `host: { url: … }` to the address that this host is reached by.',
  })
}

function formOf(id: string, shape: FormShape, hasMail: boolean): PageForm {
  const { fields, consents = [], confirm = hasMail, ...rest } = shape
  const { title, intro, node, language, privacyUrl, reminder } = rest
  return {
    id,
    title,
    ...(intro !== undefined && { intro }),
    ...(node !== undefined && { node }),
    ...(language !== undefined && { language }),
    ...(privacyUrl !== undefined && { privacyUrl }),
    fields: Object.entries(fields).map(([property, need]) => ({
      property,
      required: need === 'required',
    })),
    consents: consents.map((consent): PageConsent => {
      const { channel, wording, version, purpose = 'marketing', required = false } = consent
      return { channel, purpose, wording, version, required }
    }),
    confirm,
    ...(reminder !== undefined && { reminder }),
  }
}

function checkForm(
  id: string,
  shape: FormShape,
  { nodes, properties }: PagesAround,
  hasMail: boolean,
  { document, problems }: Reading,
): void {
  const base: Path = [...at, 'forms', id]
  const wrong = (path: Path, message: string, part?: 'key') =>
    problems.add(document, [...base, ...path], { message, ...(part !== undefined && { part }) })
  const { node, fields, consents = [], confirm = hasMail } = shape
  const known = [...nodes.keys()]
  if (node !== undefined && nodes.get(node) === undefined)
    wrong(['node'], `there is no node "${node}"${choice(nearest(node, known), known)}`)
  else if (node !== undefined && nodes.get(node)?.kind === 'view')
    wrong(['node'], 'merges other nodes and has no customers of its own')
  const names = Object.keys(fields)
  for (const field of names) {
    const problem = fieldProblem(field, properties)
    if (problem !== undefined) wrong(['fields', field], problem, 'key')
  }
  if (confirm && !hasMail) wrong(['confirm'], 'needs `customers.pages.mail`, which sends the link')
  if (confirm && fields['email'] !== 'required')
    wrong(['fields'], 'expected `email: required`, the address that the link is mailed to', 'key')
  for (const [index, { channel }] of consents.entries()) {
    const need = channel === 'email' ? 'email' : 'phone'
    const isReachable = channel !== 'email' && channel !== 'sms'
    if (!isReachable && !names.includes(need))
      wrong(
        ['consents', index, 'channel'],
        `nobody can be reached so without the field \`${need}\``,
      )
  }
  if (!names.includes('email') && !names.includes('phone'))
    wrong(['fields'], 'expected `email` or `phone` among them', 'key')
}

const unasked: ReadonlySet<string> = new Set(['address', 'tags'])

function fieldProblem(field: string, { base, extended }: PropertySettings): string | undefined {
  const own = extended.get(field)
  if (own !== undefined) {
    if (own.path[0] !== 'extra') return 'is read from a field of the model; ask for that property'
    return own.type === 'strings' && own.values === undefined
      ? 'is a list of any texts; a page can only ask for lists with `values`'
      : undefined
  }
  const known = [...base.keys(), ...extended.keys()].filter((name) => !unasked.has(name))
  if (!known.includes(field))
    return `pages cannot ask for it${choice(nearest(field, known), known)}`
  return undefined
}
