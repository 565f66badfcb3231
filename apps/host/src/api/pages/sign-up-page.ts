import { html } from 'hono/html'
import { createHash } from 'node:crypto'
import type { PageForm } from '../../config/index.ts'
import {
  confirmSignUp,
  countriesAt,
  makeLink,
  readFilledForm,
  signUp,
  type FilledForm,
  type LinkOf,
} from '../../customers/index.ts'
import { footerMarkup, formMarkup, onceField, trapField } from './form-page.ts'
import { mailLink } from './page-mail.ts'
import { busy, said, show, type OpenedPage } from './page-scene.ts'

type SignUp = OpenedPage<LinkOf<'sign-up'>>
type Confirm = OpenedPage<LinkOf<'confirm'>>

const empty = { typed: {}, agreed: [], problems: new Map() }

export function signUpPage(
  page: SignUp,
  form: PageForm,
  filled: Pick<FilledForm, 'typed' | 'agreed' | 'problems'> = empty,
): Promise<Response> {
  const { scene, words } = page
  const { settings } = scene.writing
  const body = formMarkup({
    form,
    settings,
    words,
    lead: form.intro,
    button: 'signUp',
    filled,
    isNew: true,
  })
  return show(page, { title: form.title, body, status: filled.problems.size > 0 ? 422 : 200 })
}

/** What was sent is written, or mailed to be confirmed. The answer is the same whether the address is known or not. */
export async function takeSignUp(
  page: SignUp,
  form: PageForm,
  sent: URLSearchParams,
): Promise<Response> {
  const { scene, words } = page
  const { writing, settings, host } = scene
  const filled = readFilledForm(form, sent, writing.settings, countriesAt(writing, form.node))
  if (filled.problems.size > 0) return signUpPage(page, form, filled)
  const email = emailIn(filled.values)
  const isMachine = (sent.get(trapField) ?? '') !== ''
  const id = sent.get(onceField)?.slice(0, 100) ?? ''
  if (!form.confirm) {
    if (!isMachine) await signUp(writing, form, filled, id)
    return said(page, [words.say('signedUpTitle'), words.say('signedUp')])
  }
  const { mail } = settings
  const isWanted = !isMachine && scene.mailLimiter(hashOf(email), host.now()) === undefined
  if (isWanted && mail !== undefined) {
    const link = await makeLink(
      { store: host.store, url: host.configuration.host?.url ?? '', now: host.now },
      {
        purpose: 'confirm',
        form: form.id,
        values: filled.values,
        agreed: filled.agreed.map((place) => ({
          place,
          version: form.consents[place]?.version ?? '',
        })),
        id: id === '' ? hashOf(email) : id,
      },
    )
    const key = `confirm ${form.id} ${hashOf(email)} ${id}`
    if (!(await mailLink(host, mail, { form, words, email, link, key }))) return busy(page, 60)
  }
  return said(page, [
    words.say('mailedTitle'),
    words.say('mailed', { email }),
    words.say('mailedHint'),
  ])
}

/** Only shows what the button does: programs that look at mails open every link in them. */
export function confirmPage(page: Confirm, form: PageForm): Promise<Response> {
  const { words, link } = page
  const agreed = link.agreed.flatMap(({ place, version }) => {
    const consent = form.consents[place]
    return consent?.version === version ? [consent.wording] : []
  })
  const email = emailIn(link.values)
  const body = html`<p>${words.say('confirmLead', { email })}</p>
    ${
      agreed.length === 0
        ? ''
        : html`<p>${words.say('confirmConsents')}</p>
            <ul>
              ${agreed.map((wording) => html`<li>${wording}</li>`)}
            </ul>`
    }
    <form method="post"><button type="submit">${words.say('confirm')}</button></form>
    ${footerMarkup(form, words)}`
  return show(page, { title: words.say('confirmTitle'), body })
}

export async function takeConfirm(page: Confirm, form: PageForm): Promise<Response> {
  const { scene, words, link } = page
  await confirmSignUp(scene.writing, form, link)
  return said(page, [words.say('confirmedTitle'), words.say('confirmed')], {
    below: footerMarkup(form, words),
  })
}

function emailIn({ email }: FilledForm['values']): string {
  return typeof email === 'string' ? email : ''
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
