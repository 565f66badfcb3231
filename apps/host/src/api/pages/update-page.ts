import type { Json } from '@cartograph/core'
import type { PageForm } from '../../config/index.ts'
import {
  changeDetails,
  countriesAt,
  isAddress,
  knownByAddress,
  readFilledForm,
  type FilledForm,
  type LinkOf,
} from '../../customers/index.ts'
import { formMarkup, onceField } from './form-page.ts'
import { gone, said, show, type OpenedPage } from './page-scene.ts'

type Update = OpenedPage<LinkOf<'update'>>
type Shown = Pick<FilledForm, 'typed' | 'agreed' | 'problems'>

export async function updatePage(page: Update, form: PageForm): Promise<Response> {
  const known = await shownFor(page, form)
  return known === undefined ? gone(page.scene) : showForm(page, form, known)
}

export async function takeUpdate(
  page: Update,
  form: PageForm,
  sent: URLSearchParams,
): Promise<Response> {
  const { scene, words, link } = page
  const { writing } = scene
  const known = await shownFor(page, form)
  if (known === undefined) return gone(scene)
  const filled = readFilledForm(form, sent, writing.settings, countriesAt(writing, form.node))
  // Addresses are not asked for again, and whoever no longer agrees may say so.
  const problems = new Map(
    [...filled.problems].filter(
      ([name, problem]) => !isAddress(name) && problem !== 'agreementMissing',
    ),
  )
  if (problems.size > 0) {
    const addresses = Object.fromEntries(
      Object.entries(known.typed).filter(([name]) => isAddress(name)),
    )
    return showForm(page, form, { ...filled, typed: { ...filled.typed, ...addresses }, problems })
  }
  const id = sent.get(onceField)?.slice(0, 100) ?? ''
  await changeDetails(writing, form, { email: link.email, filled, id })
  return said(page, [words.say('savedTitle'), words.say('saved')])
}

function showForm(page: Update, form: PageForm, filled: Shown): Promise<Response> {
  const { scene, words, link } = page
  const body = formMarkup({
    form,
    settings: scene.writing.settings,
    words,
    lead: words.say('updateLead', { email: link.email }),
    button: 'save',
    filled,
    isNew: false,
  })
  const status = filled.problems.size > 0 ? 422 : 200
  return show(page, { title: words.say('updateTitle'), body, status })
}

/** What is known with the address of the link, as a form shows it. */
async function shownFor({ scene, link }: Update, form: PageForm): Promise<Shown | undefined> {
  const found = await knownByAddress(scene.writing, link.email, form.node)
  if (found === undefined) return undefined
  const { properties, extended, consents } = found.profile
  const typed = Object.fromEntries(
    form.fields.map(({ property }) => [
      property,
      textsOf((properties[property] ?? extended[property])?.value),
    ]),
  )
  const agreed = form.consents.flatMap(({ channel, purpose }, place) => {
    const known = consents.find((each) => each.channel === channel && each.purpose === purpose)
    return known?.present.state === 'granted' ? [place] : []
  })
  return { typed, agreed, problems: new Map() }
}

function textsOf(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null || value === false) return []
  if (Array.isArray(value)) return value.flatMap((each: Json) => textsOf(each))
  return typeof value === 'object' ? [] : [String(value)]
}
